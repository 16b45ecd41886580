import { describe, type EffectKind } from '../../sql/effects/effect.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule, RARE_KINDS } from './rule.js';

/** Kinds that have a guard of their own: the words that it follows, and the guard. */
const GUARDS: Readonly<Partial<Record<EffectKind, readonly [after: readonly string[], keywords: string]>>> = {
  rule: [['CREATE'], 'OR REPLACE'],
  collation: [['COLLATION'], 'IF NOT EXISTS'],
  statistics: [['STATISTICS'], 'IF NOT EXISTS'],
  'foreign server': [['SERVER'], 'IF NOT EXISTS'],
};

export default defineRule({
  code: 'idempotency/create-object',
  title: 'CREATE of a rare kind of object cannot be run twice',
  why: 'A second run fails: the object is there already (42710).',

  concerns: concerning('create', ...RARE_KINDS),
  tell: (met) => {
    const [after, keywords] = GUARDS[met.effect.kind] ?? [];
    const message = `${describe(met.effect)} is created without ${keywords ?? 'a guard'}`;
    if (after === undefined || keywords === undefined) {
      return { message, hint: 'Put it into a DO block that looks it up in its catalog.' };
    }
    return { message, hint: `Write ${keywords} after ${after.join(' ')}.`, fix: addKeywords(met, after, keywords) };
  },
});
