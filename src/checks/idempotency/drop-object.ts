import type { EffectKind } from '../../sql/effects/effect.js';
import { tellDrop } from './drop.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule, RARE_KINDS } from './rule.js';

const LAST_WORDS: Readonly<Partial<Record<EffectKind, string>>> = {
  'event trigger': 'TRIGGER',
  'foreign server': 'SERVER',
};

export default defineRule({
  code: 'idempotency/drop-object',
  title: 'DROP of a rare kind of object cannot be run twice',
  why: 'A second run fails: the object is gone (42704).',

  concerns: concerning('drop', ...RARE_KINDS),
  tell: (met) => {
    const word = LAST_WORDS[met.effect.kind] ?? met.effect.kind.toUpperCase();
    return tellDrop(met, addKeywords(met, ['DROP', word], 'IF EXISTS'));
  },
});
