import { describe } from '../../sql/effects/effect.js';
import { isInCatalog, runOnlyIf } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/create-policy',
  title: 'CREATE POLICY cannot be run twice',
  why: 'A second run fails: the policy is there already (42710). CREATE POLICY has no IF NOT EXISTS.',

  concerns: concerning('create', 'policy'),
  tell: (met) => ({
    message: `${describe(met.effect)} is created without a guard`,
    hint: 'Put DROP POLICY IF EXISTS before it, or a DO block around it that looks it up in pg_policy.',
    fix: runOnlyIf(met, `NOT ${isInCatalog('pg_policy', 'pol', met.effect)}`),
  }),
});
