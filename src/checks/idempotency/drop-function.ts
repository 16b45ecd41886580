import { tellDrop } from './drop.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/drop-function',
  title: 'DROP FUNCTION cannot be run twice',
  why: 'A second run fails: the function is gone (42883).',

  concerns: concerning('drop', 'function', 'procedure', 'aggregate'),
  tell: (met) => {
    const isRoutine = met.statement.node['removeType'] === 'OBJECT_ROUTINE';
    const noun = isRoutine ? 'ROUTINE' : met.effect.kind.toUpperCase();
    return tellDrop(met, addKeywords(met, ['DROP', noun], 'IF EXISTS'));
  },
});
