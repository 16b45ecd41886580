import { tellDrop } from './drop.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/drop-extension',
  title: 'DROP EXTENSION cannot be run twice',
  why: 'A second run fails: the extension is gone (42704).',

  concerns: concerning('drop', 'extension'),
  tell: (met) => tellDrop(met, addKeywords(met, ['DROP', 'EXTENSION'], 'IF EXISTS')),
});
