import { tellDrop } from './drop.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/drop-type',
  title: 'DROP TYPE cannot be run twice',
  why: 'A second run fails: the type is gone (42704).',

  concerns: concerning('drop', 'type', 'enum', 'domain'),
  tell: (met) =>
    tellDrop(met, addKeywords(met, ['DROP', met.effect.kind === 'domain' ? 'DOMAIN' : 'TYPE'], 'IF EXISTS')),
});
