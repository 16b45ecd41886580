import { isSet } from '../../sql/tree.js';
import { addKeywords } from './fixes.js';
import { dropFirst } from './keeps-invalid-index.js';
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
    if (isSet(statement.node, 'concurrent')) {
      // IF NOT EXISTS would keep an invalid index; a statement more is nothing that an edit of this one can add.
      const index = { schema: effect.schema, name: effect.name ?? '' };
      const message = `index "${effect.name}" is created without a statement that drops it first`;
      return { message, hint: `Put before it, as a statement of its own: ${dropFirst(index)}.` };
    }
    return {
      message: `index "${effect.name}" is created without IF NOT EXISTS`,
      hint: 'Write CREATE INDEX IF NOT EXISTS.',
      fix: addKeywords(met, ['INDEX'], 'IF NOT EXISTS'),
    };
  },
});
