import { tellDrop } from './drop.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/drop-role',
  title: 'DROP ROLE cannot be run twice',
  why: 'A second run fails: the role is gone (42704).',

  concerns: concerning('drop', 'role'),
  tell: (met) => {
    const fixes = ['ROLE', 'USER', 'GROUP'].map((noun) => addKeywords(met, ['DROP', noun], 'IF EXISTS'));
    return tellDrop(met, fixes.find((fix) => fix !== null) ?? null);
  },
});
