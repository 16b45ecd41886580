import { tellDrop } from './drop.js';
import { addToCommand } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/drop-identity',
  title: 'DROP IDENTITY cannot be run twice',
  why: 'A second run fails: the identity of the column is gone (55000).',

  concerns: concerning('drop', 'identity'),
  tell: (met) => tellDrop(met, addToCommand(met, 'DROP', 'IDENTITY', 'IF EXISTS')),
});
