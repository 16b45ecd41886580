import { tellDrop } from './drop.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/drop-view',
  title: 'DROP VIEW cannot be run twice',
  why: 'A second run fails: the view is gone (42P01).',

  concerns: concerning('drop', 'view', 'materialized view'),
  tell: (met) => tellDrop(met, addKeywords(met, ['DROP', 'VIEW'], 'IF EXISTS')),
});
