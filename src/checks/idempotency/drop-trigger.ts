import { tellDrop } from './drop.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/drop-trigger',
  title: 'DROP TRIGGER cannot be run twice',
  why: 'A second run fails: the trigger is gone (42704).',

  concerns: concerning('drop', 'trigger'),
  tell: (met) => tellDrop(met, addKeywords(met, ['DROP', 'TRIGGER'], 'IF EXISTS')),
});
