import type { Difference } from '../../model/catalog.js';
import { defineCheck } from '../../model/check.js';
import { evidenceOfBuilt } from '../drift/evidence.js';
import { targetOf } from './target.js';

export default defineCheck({
  code: 'release/drift-not-accepted',
  severity: 'error',
  title: 'The database is not what its applied migrations build',
  why: 'What is pending was written for the schema that the history builds; on another one it may fail, or do something else.',

  *find(facts) {
    const target = targetOf(facts);
    if (target === null || target.proof === null) return;
    const accepted = new Set(target.release.accepted);
    for (const difference of target.proof.drift.filter(({ object }) => !accepted.has(object))) {
      const { object } = difference;
      yield {
        message: `${object} ${WHAT[difference.change]}`,
        at: { catalog: 'deployed', object },
        evidence: evidenceOfBuilt(difference, target.deployed.catalog),
        hint: `Write a migration that the database and the history agree on, or take it as it is: --accept "${object}".`,
      };
    }
  },
});

const WHAT: Readonly<Record<Difference['change'], string>> = {
  missing: 'is missing in the database, and the applied migrations create it',
  extra: 'is in the database, and no applied migration creates it',
  changed: 'is not what the applied migrations make of it',
};
