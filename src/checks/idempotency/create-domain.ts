import { describe } from '../../sql/effects/effect.js';
import { isMissing, runOnlyIf } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/create-domain',
  title: 'CREATE DOMAIN cannot be run twice',
  why: 'A second run fails: the domain is there already (42710). CREATE DOMAIN has no IF NOT EXISTS.',

  concerns: concerning('create', 'domain'),
  tell: (met) => ({
    message: `${describe(met.effect)} is created without a guard`,
    hint: 'Put it into a DO block that looks it up with to_regtype.',
    fix: runOnlyIf(met, isMissing(met.effect)),
  }),
});
