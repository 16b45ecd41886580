import { tellDrop } from './drop.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/drop-sequence',
  title: 'DROP SEQUENCE cannot be run twice',
  why: 'A second run fails: the sequence is gone (42P01).',

  concerns: concerning('drop', 'sequence'),
  tell: (met) => tellDrop(met, addKeywords(met, ['DROP', 'SEQUENCE'], 'IF EXISTS')),
});
