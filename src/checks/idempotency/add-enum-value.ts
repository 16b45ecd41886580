import { describe } from '../../sql/effects/effect.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/add-enum-value',
  title: 'ADD VALUE cannot be run twice',
  why: 'A second run fails: the enum has the value already (42710).',

  concerns: concerning('create', 'enum value'),
  tell: (met) => ({
    message: `${describe(met.effect)} is added without IF NOT EXISTS`,
    hint: 'Write ADD VALUE IF NOT EXISTS.',
    fix: addKeywords(met, ['ADD', 'VALUE'], 'IF NOT EXISTS'),
  }),
});
