import { describe } from '../../sql/effects/effect.js';
import { isThere, runOnlyIf } from './fixes.js';
import { defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/needs-dropped',
  title: 'A statement needs what the same file drops later',
  why: 'A second run fails: at its end the first run has dropped or renamed what the statement works on.',

  concerns: ({ effect, around }) => effect.action === 'alter' && around.length === 0,
  tell: (met) => {
    const what = describe(met.effect);
    return {
      message: `${what} is used by a statement, and dropped or renamed later in the same file`,
      hint: `Put the statement into a DO block that runs it only while ${what} is there.`,
      fix: runOnlyIf(met, isThere(met.effect)),
    };
  },
});
