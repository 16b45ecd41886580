import { defineCheck } from '../../model/check.js';
import { surprises } from './proof.js';

export default defineCheck({
  code: 'idempotency/second-run-changed-rows',
  severity: 'warning',
  title: 'A statement changes rows again on a second run',
  why: 'It was executed again right after its migration, and the contents of a table are others than after the first run.',

  *find(facts) {
    for (const { file, run, outcome } of surprises(facts, 'changed-rows')) {
      const changes = outcome.changes.map(
        ({ table, inserted, updated, deleted }) =>
          `${table}: ${inserted} inserted, ${updated} updated, ${deleted} deleted`,
      );
      yield {
        message: `the statement changes rows when it is run again: ${changes[0] ?? ''}`,
        at: { source: file.source, span: run.span },
        evidence: changes.map((text) => ({ kind: 'text' as const, text })),
        hint: 'Write it so that a second run finds nothing to do: ON CONFLICT DO NOTHING, WHERE NOT EXISTS, or a condition on the new state.',
      };
    }
  },
});
