import { defineCheck } from '../../model/check.js';
import { valueOf } from '../../model/gathered.js';
import { evidenceOf, isSame, isToldByStatement, placeOf, wordsOf } from './failure.js';
import { hintFor } from './hint.js';

export default defineCheck({
  code: 'replay/upgrade-failed',
  severity: 'error',
  title: 'The deploy of this change would fail',
  why: "Drizzle's migrator runs what is pending in one transaction: on a database at the state of the base branch it stops here, and everything that is pending is rolled back.",

  *find({ base, history, parsed, replays }) {
    const failure = valueOf(replays.upgrade)?.failure ?? null;
    const stepByStep = valueOf(replays.stepByStep);
    // A statement that fails in any case is one problem, and `statement-failed` tells it.
    if (failure === null || isSame(failure, stepByStep?.failure ?? null) || isToldByStatement(failure, parsed)) return;
    const ref = valueOf(base)?.ref ?? 'the base branch';
    yield {
      message: `a deploy on top of ${ref} stops in migration "${failure.tag}": ${wordsOf(failure.error)}`,
      at: placeOf(failure, history),
      evidence: [...evidenceOf(failure), ...(stepByStep?.applied.includes(failure.tag) ? [IN_ONE_TRANSACTION] : [])],
      hint: hintFor(failure),
    };
  },
});

const IN_ONE_TRANSACTION = {
  kind: 'text',
  text: 'each migration works in a transaction of its own; a deploy runs all that are pending in one',
} as const;
