import { isSet } from '../../sql/tree.js';
import { tellDrop } from './drop.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/drop-index',
  title: 'DROP INDEX cannot be run twice',
  why: 'A second run fails: the index is gone (42704).',

  concerns: concerning('drop', 'index'),
  tell: (met) =>
    tellDrop(
      met,
      addKeywords(met, isSet(met.statement.node, 'concurrent') ? ['INDEX', 'CONCURRENTLY'] : ['INDEX'], 'IF EXISTS'),
    ),
});
