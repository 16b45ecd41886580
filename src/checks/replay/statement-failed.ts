import { defineCheck } from '../../model/check.js';
import { valueOf } from '../../model/gathered.js';
import { migrationsOf } from '../../model/history.js';
import { hintFor } from './hint.js';
import { evidenceOf, isToldByStatement, placeOf, wordsOf } from './failure.js';

export default defineCheck({
  code: 'replay/statement-failed',
  severity: 'error',
  title: 'A statement fails when the history is replayed',
  why: 'No new environment can be built from this history: the migrator stops here and rolls the batch back.',

  *find({ history, parsed, replays }) {
    const outcome = valueOf(replays.stepByStep);
    if (outcome === null || outcome.failure === null) return;
    const { failure } = outcome;
    if (isToldByStatement(failure, parsed)) return;
    const notRun = migrationsOf(history).length - outcome.applied.length - 1;
    yield {
      message: `migration "${failure.tag}" fails: ${wordsOf(failure.error)}`,
      at: placeOf(failure, history),
      evidence: [
        ...evidenceOf(failure),
        ...(notRun > 0 ? [{ kind: 'text' as const, text: `not replayed after it: ${notRun} migrations` }] : []),
      ],
      hint: hintFor(failure),
    };
  },
});
