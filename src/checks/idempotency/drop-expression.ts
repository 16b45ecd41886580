import { tellDrop } from './drop.js';
import { addToCommand } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/drop-expression',
  title: 'DROP EXPRESSION cannot be run twice',
  why: 'A second run fails: the generation expression is gone (55000).',

  concerns: concerning('drop', 'generated expression'),
  tell: (met) => tellDrop(met, addToCommand(met, 'DROP', 'EXPRESSION', 'IF EXISTS')),
});
