import { defineCheck } from '../../model/check.js';
import { wordsOf } from './failure.js';
import { lackOf } from './lack.js';
import { stopOf, tellStop } from './stop.js';

export default defineCheck({
  code: 'replay/platform-object-missing',
  severity: 'error',
  title: 'A migration refers to what only the platform has',
  why: 'On an empty PostgreSQL the history stops here, and nothing behind it can be judged; the platform itself may take it.',

  *find(facts) {
    const stop = stopOf(facts);
    const lack = stop && lackOf(stop);
    if (stop === null || lack?.kind !== 'platform') return;
    yield tellStop(stop, `migration "${stop.tag}" needs what ${lack.platform} provides: ${wordsOf(stop.error)}`, facts);
  },
});
