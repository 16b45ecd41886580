import { defineCheck } from '../../model/check.js';
import { quoteIdentifier } from '../../model/quote.js';
import { replacementsIn } from './replacements.js';

export default defineCheck({
  code: 'replay/column-replaced',
  severity: 'warning',
  title: 'A column is dropped and one of its type added',
  why: 'That is what drizzle-kit writes where a rename was answered as "create": the values of the old column are gone, and the deploy reports success.',

  *find(facts) {
    for (const { tag, file, statement, dropped, adding, added } of replacementsIn(facts)) {
      const table = quoteIdentifier(...[dropped.schema, dropped.table].filter((part) => part !== null));
      const [from, to] = [quoteIdentifier(dropped.name ?? ''), quoteIdentifier(added.name ?? '')];
      yield {
        message: `migration "${tag}" drops column ${from} of ${table} and adds ${to} of the same type`,
        at: { source: file.source, span: statement.span },
        evidence: [{ kind: 'sql', text: `${adding.text}\n${statement.text}` }],
        hint: `If that is one column, write instead: ALTER TABLE ${table} RENAME COLUMN ${from} TO ${to};`,
      };
    }
  },
});
