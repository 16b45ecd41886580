import { defineCheck } from '../../model/check.js';
import { migrationsOf } from '../../model/history.js';
import type { Statement } from '../../model/sql.js';
import { weigh } from './weigh.js';

export default defineCheck({
  code: 'history/transaction-control',
  severity: 'error',
  title: 'A migration begins or ends a transaction',
  why: "Drizzle's migrator runs all pending migrations in one transaction: a COMMIT in one of them ends it, and a failure after it leaves the earlier statements in the database.",

  *find(facts) {
    for (const { tag, source } of migrationsOf(facts.history)) {
      for (const statement of facts.parsed.get(tag)?.statements ?? []) {
        if (!isTransactionControl(statement)) continue;
        yield {
          message: `migration "${tag}" runs ${wordOf(statement)} inside the transaction of the migrator`,
          at: { source, span: statement.span },
          severity: weigh(facts, tag, 'warning'),
          evidence: [{ kind: 'sql', text: statement.text }],
          hint: 'Delete the statement; run what cannot run in a transaction outside of Drizzle.',
        };
      }
    }
  },
});

/** Savepoints stay inside the transaction. */
const INSIDE = new Set(['TRANS_STMT_SAVEPOINT', 'TRANS_STMT_RELEASE', 'TRANS_STMT_ROLLBACK_TO']);

/** Whether it would begin or end a transaction, rather than stay within the one that is open. */
export function isTransactionControl({ type, node }: Statement): boolean {
  return type === 'TransactionStmt' && !INSIDE.has(String(node['kind']));
}

function wordOf({ text }: Statement): string {
  return /^\w+/.exec(text)?.[0].toUpperCase() ?? '';
}
