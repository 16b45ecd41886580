import { defineCheck } from '../../model/check.js';
import { isTransactionControl } from '../history/transaction-control.js';
import { pendingIn, targetOf } from './target.js';

export default defineCheck({
  code: 'release/ends-transaction',
  severity: 'error',
  title: 'A pending migration ends its transaction',
  why: 'What runs after a COMMIT in a file cannot be rolled back, so a release could end between before and after.',

  *find(facts) {
    const target = targetOf(facts);
    for (const { source, statements } of target === null ? [] : pendingIn(target, facts)) {
      for (const statement of statements.filter(isTransactionControl)) {
        yield {
          message: `"${statement.text}" would end the transaction of the release`,
          at: { source, span: statement.span },
          hint: 'Remove the statement: every release opens and ends its transactions by itself.',
        };
      }
    }
  },
});
