import { describe } from '../../sql/effects/effect.js';
import { quoteLiteral } from '../../sql/names.js';
import { runOnlyIf } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/create-role',
  title: 'CREATE ROLE cannot be run twice',
  why: 'A second run fails: the role is there already (42710). Roles outlive the database, so the first run may fail as well.',

  concerns: concerning('create', 'role'),
  tell: (met) => ({
    message: `${describe(met.effect)} is created without a guard`,
    hint: 'Put it into a DO block that looks it up in pg_roles.',
    fix: runOnlyIf(
      met,
      `NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = ${quoteLiteral(met.effect.name ?? '')})`,
    ),
  }),
});
