import { describe } from '../../sql/effects/effect.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/create-function',
  title: 'CREATE FUNCTION cannot be run twice',
  why: 'A second run fails: the function is there already (42723).',

  concerns: concerning('create', 'function', 'procedure', 'aggregate'),
  tell: (met) => ({
    message: `${describe(met.effect)} is created without OR REPLACE`,
    hint: 'Write CREATE OR REPLACE.',
    fix: addKeywords(met, ['CREATE'], 'OR REPLACE'),
  }),
});
