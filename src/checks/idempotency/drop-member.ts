import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/drop-member',
  title: 'A table is taken out of something twice',
  why: 'A second run fails: the table is no partition, child or member of the publication any more.',

  concerns: concerning('drop', 'member'),
  tell: ({ effect }) => ({
    message: `table "${effect.table}" is taken out of "${effect.name}" without a guard`,
    hint: 'Put it into a DO block that looks the table up in pg_inherits or pg_publication_tables.',
  }),
});
