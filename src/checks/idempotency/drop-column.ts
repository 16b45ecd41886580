import { tellDrop } from './drop.js';
import { addToCommand } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/drop-column',
  title: 'DROP COLUMN cannot be run twice',
  why: 'A second run fails: the column is gone (42703).',

  concerns: concerning('drop', 'column', 'attribute'),
  tell: (met) =>
    tellDrop(met, addToCommand(met, 'DROP', met.effect.kind === 'column' ? 'COLUMN' : 'ATTRIBUTE', 'IF EXISTS')),
});
