import { tellDrop } from './drop.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/drop-policy',
  title: 'DROP POLICY cannot be run twice',
  why: 'A second run fails: the policy is gone (42704).',

  concerns: concerning('drop', 'policy'),
  tell: (met) => tellDrop(met, addKeywords(met, ['DROP', 'POLICY'], 'IF EXISTS')),
});
