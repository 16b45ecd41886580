import { defineCheck } from '../../model/check.js';
import { nameOfRefused, reachesBeyondDatabase } from '../../sql/outside-transactions.js';
import { pendingIn, targetOf } from './target.js';

export default defineCheck({
  code: 'release/beyond-database',
  severity: 'error',
  title: 'A pending migration reaches beyond the database',
  why: 'What belongs to the whole server is in no catalog of the database, so it can neither be proven before nor verified after.',

  *find(facts) {
    const target = targetOf(facts);
    for (const { source, statements } of target === null ? [] : pendingIn(target, facts)) {
      for (const statement of statements.filter(reachesBeyondDatabase)) {
        yield {
          message: `${nameOfRefused(statement) ?? 'the statement'} changes the server, not the database`,
          at: { source, span: statement.span },
          hint: 'Run it by hand where the server is administered, and take it out of the migrations.',
        };
      }
    }
  },
});
