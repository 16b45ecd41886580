import { defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/update',
  title: 'UPDATE changes its rows on every run',
  why: 'A second run changes the values that the first one has set.',

  concerns: ({ effect, around }) => effect.action === 'change' && effect.kind === 'row' && around.length === 0,
  tell: ({ effect }) => ({
    message: `${effect.table === null ? '' : `update of table "${effect.table}": `}${effect.reason}`,
    hint: 'Add a condition that holds only for rows that the first run has not changed.',
  }),
});
