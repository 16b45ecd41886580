import { defineCheck } from '../../model/check.js';
import { surprises } from './proof.js';

export default defineCheck({
  code: 'idempotency/second-run-changed-catalog',
  severity: 'warning',
  title: 'A statement changes the schema again on a second run',
  why: 'It was executed again right after its migration, succeeded, and left the database in another state: often a twin of an object without a name.',

  *find(facts) {
    for (const { file, run, outcome } of surprises(facts, 'changed-catalog')) {
      const objects = outcome.differences.map(({ object, change }) => `${object} ${CHANGES[change]}`);
      yield {
        message: `the statement changes the schema when it is run again: ${objects[0] ?? ''}`,
        at: { source: file.source, span: run.span },
        evidence: objects.map((text) => ({ kind: 'text' as const, text })),
        hint: 'Name the object that it makes, then guard it with IF NOT EXISTS or a DO block that looks first.',
      };
    }
  },
});

/** The state after the first run is the expected one. */
const CHANGES = { missing: 'is gone', extra: 'appears', changed: 'is changed' } as const;
