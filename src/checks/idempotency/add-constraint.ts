import { describe } from '../../sql/effects/effect.js';
import { isInCatalog, isOfDomain, runOnlyIf } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/add-constraint',
  title: 'ADD CONSTRAINT cannot be run twice',
  why: 'A second run fails with 42710, 42P07 or 42P16; an unnamed constraint silently gets a twin instead.',

  concerns: concerning('create', 'primary key', 'unique', 'foreign key', 'check', 'exclusion'),
  tell: (met) => {
    const { effect, obstacle, statement } = met;
    if (obstacle === 'twin') {
      const message = `an ${describe(effect)} gets a twin on every run`;
      return { message, hint: 'Name the constraint, then guard it by that name.' };
    }
    const isThere =
      statement.type === 'AlterDomainStmt' ? isOfDomain(effect) : isInCatalog('pg_constraint', 'con', effect);
    return {
      message: `${describe(effect)} is added without a guard`,
      hint: 'Put DROP CONSTRAINT IF EXISTS before it, or a DO block around it that looks it up in pg_constraint.',
      fix: runOnlyIf(met, `NOT ${isThere}`),
    };
  },
});
