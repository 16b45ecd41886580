import { describe } from '../../sql/effects/effect.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/create-table',
  title: 'CREATE TABLE cannot be run twice',
  why: 'A second run fails: the table is there already (42P07).',

  concerns: concerning('create', 'table', 'foreign table'),
  tell: (met) => ({
    message: `${describe(met.effect)} is created without IF NOT EXISTS`,
    hint: 'Write CREATE TABLE IF NOT EXISTS.',
    fix: addKeywords(met, ['TABLE'], 'IF NOT EXISTS'),
  }),
});
