import { describe } from '../../sql/effects/effect.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/create-extension',
  title: 'CREATE EXTENSION cannot be run twice',
  why: 'A second run fails: the extension is there already (42710).',

  concerns: concerning('create', 'extension'),
  tell: (met) => ({
    message: `${describe(met.effect)} is created without IF NOT EXISTS`,
    hint: 'Write CREATE EXTENSION IF NOT EXISTS.',
    fix: addKeywords(met, ['EXTENSION'], 'IF NOT EXISTS'),
  }),
});
