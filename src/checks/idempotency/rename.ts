import { describe } from '../../sql/effects/effect.js';
import { isMissing, isThere, runOnlyIf } from './fixes.js';
import { defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/rename',
  title: 'A rename cannot be run twice',
  why: 'A second run fails: nothing has the old name any more, or something else has the new one.',

  concerns: ({ effect, around }) => effect.action === 'rename' && around.length === 0,
  tell: (met) => {
    const { effect } = met;
    const to = effect.to?.name === effect.name ? `schema "${effect.to?.schema}"` : `"${effect.to?.name}"`;
    const renamed = { ...effect, ...effect.to, schema: effect.to?.schema ?? effect.schema };
    const condition = [isThere(effect), isMissing(renamed)];
    return {
      message: `${describe(effect)} is renamed to ${to} without a guard`,
      hint: 'Put it into a DO block that runs it only while the old name is there.',
      fix: condition.includes(null) ? null : runOnlyIf(met, condition.join(' AND ')),
    };
  },
});
