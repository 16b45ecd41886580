import { defineCheck } from '../../model/check.js';
import { evidenceOfBuilt } from '../drift/evidence.js';
import { targetOf } from './target.js';

export default defineCheck({
  code: 'release/drift-not-rebuilt',
  severity: 'error',
  title: 'An accepted difference cannot be rebuilt for the proof',
  why: 'The plan is proven on a likeness of the database. What cannot be put into the likeness leaves the proof without ground.',

  *find(facts) {
    const target = targetOf(facts);
    if (target === null || target.proof === null) return;
    const accepted = new Set(target.release.accepted);
    const known = new Set(target.proof.drift.map(({ object }) => object));
    // What is not accepted is told as such; what came into being while the rest was rebuilt is ours to tell.
    for (const difference of target.proof.unbuilt) {
      const { object } = difference;
      if (known.has(object) && !accepted.has(object)) continue;
      yield {
        message: `${object} of the database cannot be made on the ephemeral server`,
        at: { catalog: 'deployed', object },
        evidence: evidenceOfBuilt(difference, target.deployed.catalog),
        hint: 'Write a migration for it that leaves the database as it is (CREATE … IF NOT EXISTS), and baseline it.',
      };
    }
  },
});
