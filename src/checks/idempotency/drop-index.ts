import { isSet } from '../../sql/tree.js';
import { tellDrop } from './drop.js';
import { addKeywords, isNoIndexOfConstraint, runOnlyIf } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/drop-index',
  title: 'DROP INDEX cannot be run twice',
  why: 'A second run fails: the index is gone (42704).',

  concerns: concerning('drop', 'index'),
  tell: (met) => {
    const isConcurrent = isSet(met.statement.node, 'concurrent');
    const add = addKeywords(met, isConcurrent ? ['INDEX', 'CONCURRENTLY'] : ['INDEX'], 'IF EXISTS');
    // CONCURRENTLY cannot run in a DO block (25001).
    return tellDrop(met, add, isConcurrent ? null : runOnlyIf(met, isNoIndexOfConstraint(met.effect)));
  },
});
