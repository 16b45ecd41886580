import { tellDrop } from './drop.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/drop-table',
  title: 'DROP TABLE cannot be run twice',
  why: 'A second run fails: the table is gone (42P01).',

  concerns: concerning('drop', 'table', 'foreign table'),
  tell: (met) => tellDrop(met, addKeywords(met, ['DROP', 'TABLE'], 'IF EXISTS')),
});
