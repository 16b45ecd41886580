import { defineCheck } from '../../model/check.js';
import { wordsOf } from './failure.js';
import { lackOf } from './lack.js';
import { stopOf, tellStop } from './stop.js';

export default defineCheck({
  code: 'replay/statement-failed',
  severity: 'error',
  title: 'A statement fails when the history is replayed',
  why: 'No new environment can be built from this history: the migrator stops here and rolls the batch back.',

  *find(facts) {
    const stop = stopOf(facts);
    if (stop === null || lackOf(stop) !== null) return;
    yield tellStop(stop, `migration "${stop.tag}" fails: ${wordsOf(stop.error)}`, facts);
  },
});
