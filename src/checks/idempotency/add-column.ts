import { describe } from '../../sql/effects/effect.js';
import { addToCommand } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/add-column',
  title: 'ADD COLUMN cannot be run twice',
  why: 'A second run fails: the column is there already (42701).',

  concerns: concerning('create', 'column', 'attribute'),
  tell: (met) => {
    const message = `${describe(met.effect)} is added without IF NOT EXISTS`;
    // ALTER TYPE … ADD ATTRIBUTE has no such keywords.
    const isAttribute = met.effect.kind === 'attribute';
    if (isAttribute) return { message, hint: 'Put it into a DO block that looks it up in pg_attribute.' };
    return {
      message,
      hint: 'Write ADD COLUMN IF NOT EXISTS.',
      fix: addToCommand(met, 'ADD', 'COLUMN', 'IF NOT EXISTS'),
    };
  },
});
