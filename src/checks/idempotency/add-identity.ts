import { quoteLiteral, quoteName } from '../../sql/names.js';
import { runOnlyIf } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/add-identity',
  title: 'ADD GENERATED AS IDENTITY cannot be run twice',
  why: 'A second run fails: the column is an identity column already (55000).',

  concerns: concerning('create', 'identity'),
  tell: (met) => {
    const { schema, table, name } = met.effect;
    const owner = quoteLiteral(quoteName({ schema, name: table ?? '' }));
    const column = `attrelid = ${owner}::regclass AND attname = ${quoteLiteral(name ?? '')}`;
    return {
      message: `column "${name}" of table "${table}" is made an identity column without a guard`,
      hint: 'Put it into a DO block that looks at attidentity in pg_attribute.',
      fix: runOnlyIf(met, `EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE ${column} AND attidentity = '')`),
    };
  },
});
