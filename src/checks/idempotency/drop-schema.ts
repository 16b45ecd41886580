import { tellDrop } from './drop.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/drop-schema',
  title: 'DROP SCHEMA cannot be run twice',
  why: 'A second run fails: the schema is gone (3F000).',

  concerns: concerning('drop', 'schema'),
  tell: (met) => tellDrop(met, addKeywords(met, ['DROP', 'SCHEMA'], 'IF EXISTS')),
});
