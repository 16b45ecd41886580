import { describe } from '../../sql/effects/effect.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/create-sequence',
  title: 'CREATE SEQUENCE cannot be run twice',
  why: 'A second run fails: the sequence is there already (42P07).',

  concerns: concerning('create', 'sequence'),
  tell: (met) => ({
    message: `${describe(met.effect)} is created without IF NOT EXISTS`,
    hint: 'Write CREATE SEQUENCE IF NOT EXISTS.',
    fix: addKeywords(met, ['SEQUENCE'], 'IF NOT EXISTS'),
  }),
});
