import { defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/insert',
  title: 'INSERT adds its rows on every run',
  why: 'A second run inserts the rows again, or fails on a unique key (23505).',

  concerns: ({ effect, around }) => effect.action === 'insert' && around.length === 0,
  tell: ({ effect }) => ({
    message: `rows are inserted into table "${effect.table}" without ON CONFLICT`,
    hint: 'Name a unique key in ON CONFLICT … DO NOTHING, or select only what is missing with WHERE NOT EXISTS.',
  }),
});
