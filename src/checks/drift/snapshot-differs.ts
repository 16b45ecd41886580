import type { Difference } from '../../model/catalog.js';
import type { Facts } from '../../model/facts.js';
import { defineCheck } from '../../model/check.js';
import type { Severity } from '../../model/finding.js';
import { valueOf } from '../../model/gathered.js';
import { isMerged } from '../history/weigh.js';
import { causesOf } from './causes.js';
import { attributesOf, evidenceOf, evidenceOfBuilt } from './evidence.js';
import { isInherited, sayInherited } from './inherited.js';
import { originsOf } from './origins.js';
import { weigh } from './weigh.js';

export default defineCheck({
  code: 'drift/snapshot-differs',
  severity: 'error',
  title: 'The latest snapshot differs from what the SQL builds',
  why: 'drizzle-kit compares the schema with the snapshot, not with a database: the next migration it writes starts from a state that no database has.',

  *find(facts) {
    const isSchemaKnown = facts.drift.declaredReplayed !== null;
    for (const difference of causesOf(facts).snapshot) {
      yield {
        message: `${tell(difference, snapshotOf(facts))}${sayInherited(difference, facts)}`,
        at: { catalog: 'recorded', object: difference.object },
        // What schema and database agree on is generated a second time, and that migration fails.
        severity: severityOf(difference, facts),
        evidence: [
          ...originsOf(difference, facts),
          ...(isSchemaKnown
            ? evidenceOfBuilt(difference, valueOf(facts.catalogs.replayed))
            : evidenceOf(difference, valueOf(facts.catalogs.recorded))),
        ],
        hint: isSchemaKnown
          ? 'Schema and database agree, and drizzle-kit would write it again: run "npx drizzle-kit generate", keep the snapshot that it writes, and empty its SQL file.'
          : 'If the snapshot is right, run "npx drizzle-kit generate --custom" and put the statement there; if the SQL is right, bring the schema in line, generate, keep the snapshot and empty the SQL.',
      };
    }
  },
});

/** A snapshot that is merged already is nobody's doing here: it may not be touched, and would block every pull request. */
function severityOf(difference: Difference, facts: Facts): Severity {
  const tag = valueOf(facts.schema.recorded)?.tag ?? null;
  if (isMerged(facts, tag) || isInherited(difference, facts)) return 'warning';
  return facts.drift.declaredReplayed === null ? weigh(difference) : 'error';
}

/** The newest snapshot of an entry, by its tag: one without an entry may be newer. */
function snapshotOf({ schema }: Facts): string {
  const recorded = valueOf(schema.recorded);
  return recorded === null ? 'the latest snapshot' : `the snapshot of "${recorded.tag}"`;
}

function tell(difference: Difference, snapshot: string): string {
  const { object } = difference;
  const words: Readonly<Record<Difference['change'], string>> = {
    missing: `${object} is in ${snapshot} and not built by the migrations`,
    extra: `${object} is built by the migrations and not in ${snapshot}`,
    changed: `${object} is otherwise in ${snapshot} than the migrations build it: ${attributesOf(difference)}`,
  };
  return words[difference.change];
}
