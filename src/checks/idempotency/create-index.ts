import { isSet } from '../../sql/tree.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/create-index',
  title: 'CREATE INDEX cannot be run twice',
  why: 'A second run fails with 42P07; an unnamed index silently gets a twin instead.',

  concerns: concerning('create', 'index'),
  tell: (met) => {
    const { effect, obstacle, statement } = met;
    // IF NOT EXISTS needs a name (42601), so there is no edit to offer.
    if (obstacle === 'twin') {
      const message = `an unnamed index on table "${effect.table}" gets a twin on every run`;
      return { message, hint: 'Name the index, then write CREATE INDEX IF NOT EXISTS.' };
    }
    return {
      message: `index "${effect.name}" is created without IF NOT EXISTS`,
      hint: 'Write CREATE INDEX IF NOT EXISTS.',
      fix: addKeywords(
        met,
        isSet(statement.node, 'concurrent') ? ['INDEX', 'CONCURRENTLY'] : ['INDEX'],
        'IF NOT EXISTS',
      ),
    };
  },
});
