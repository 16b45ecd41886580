import { describe } from '../../sql/effects/effect.js';
import { quoteLiteral } from '../../sql/names.js';
import { runOnlyIf } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/add-member',
  title: 'A table is put into something twice',
  why: 'A second run fails: the table is a partition, child or member of the publication already.',

  concerns: concerning('create', 'member', 'partition', 'child'),
  tell: (met) => {
    const { effect, statement } = met;
    const message = `${describe(effect)} is added without a guard`;
    if (statement.type !== 'AlterPublicationStmt') {
      return { message, hint: 'Put it into a DO block that looks the table up in pg_inherits.' };
    }
    const found = [`pubname = ${quoteLiteral(effect.name ?? '')}`, `tablename = ${quoteLiteral(effect.table ?? '')}`];
    if (effect.schema !== null) found.push(`schemaname = ${quoteLiteral(effect.schema)}`);
    return {
      message,
      hint: 'Put it into a DO block that looks the table up in pg_publication_tables.',
      fix: runOnlyIf(met, `NOT EXISTS (SELECT FROM pg_catalog.pg_publication_tables WHERE ${found.join(' AND ')})`),
    };
  },
});
