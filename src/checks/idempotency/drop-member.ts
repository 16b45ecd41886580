import { describe } from '../../sql/effects/effect.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/drop-member',
  title: 'A table is taken out of something twice',
  why: 'A second run fails: the table is no partition, child or member of the publication any more.',

  concerns: concerning('drop', 'member', 'partition', 'child'),
  tell: ({ effect }) => ({
    message: `${describe(effect)} is dropped without a guard`,
    hint: 'Put it into a DO block that looks the table up in pg_inherits or pg_publication_tables.',
  }),
});
