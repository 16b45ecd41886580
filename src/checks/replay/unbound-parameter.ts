import { defineCheck } from '../../model/check.js';
import { migrationsOf } from '../../model/history.js';
import { parametersIn } from './parameters.js';

export default defineCheck({
  code: 'replay/unbound-parameter',
  severity: 'error',
  title: 'A statement has a parameter that nobody fills in',
  why: "Drizzle's migrator sends SQL as it stands and no values with it: PostgreSQL refuses the statement (42P02), in every environment.",

  *find({ history, parsed }) {
    for (const { tag, source } of migrationsOf(history)) {
      for (const { statement, span } of parametersIn(parsed.get(tag))) {
        yield {
          message: `migration "${tag}" uses the parameter ${source.text.slice(span.start, span.end)}, which has no value`,
          at: { source, span },
          evidence: [{ kind: 'sql', text: statement.text }],
          hint: 'In the schema, write the condition with the `sql` template and the value in it instead of an operator such as eq(): sql`${table.column} > 0`. Then generate the migration again; mended by hand, the snapshot keeps the parameter.',
        };
      }
    }
  },
});
