import { defineCheck } from '../../model/check.js';
import { migrationsOf } from '../../model/history.js';
import { nameOfRefused, refusedIn } from '../../sql/outside-transactions.js';

export default defineCheck({
  code: 'replay/not-transactional',
  severity: 'error',
  title: 'A statement cannot run inside a transaction',
  why: "Drizzle's migrator runs every migration inside a transaction, where PostgreSQL refuses this statement (25001): neither a deploy nor a new environment gets past it.",

  *find({ history, parsed }) {
    for (const { tag, source } of migrationsOf(history)) {
      const file = parsed.get(tag);
      for (const statement of file === undefined ? [] : refusedIn(file)) {
        yield {
          message: `migration "${tag}" runs ${nameOfRefused(statement)}, which no transaction takes`,
          at: { source, span: statement.span },
          evidence: [{ kind: 'sql', text: statement.text }],
          hint: /\bconcurrently\b/i.test(statement.text)
            ? 'Delete CONCURRENTLY; for a table that is large already, run the statement by hand before the deploy and guard this one with IF [NOT] EXISTS.'
            : 'Delete the statement, and run it outside of Drizzle.',
        };
      }
    }
  },
});
