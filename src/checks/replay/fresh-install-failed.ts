import { defineCheck } from '../../model/check.js';
import { valueOf } from '../../model/gathered.js';
import type { ReplayFailure } from '../../model/replay.js';
import { evidenceOf, placeOf, wordsOf } from './failure.js';
import { hintFor } from './hint.js';

export default defineCheck({
  code: 'replay/fresh-install-failed',
  severity: 'error',
  title: 'The history cannot be installed in one transaction',
  why: "Drizzle's migrator runs all pending migrations in one transaction, so a new environment cannot be created although each migration works when deployed by itself.",

  *find({ history, replays }) {
    const failure = valueOf(replays.freshInstall)?.failure ?? null;
    const stepByStep = valueOf(replays.stepByStep)?.failure ?? null;
    // The same statement failing both ways is one problem, and `statement-failed` tells it.
    if (failure === null || isSame(failure, stepByStep)) return;
    yield {
      message: `a fresh install stops in migration "${failure.tag}": ${wordsOf(failure.error)}`,
      at: placeOf(failure, history),
      evidence: evidenceOf(failure),
      hint: hintFor(failure),
    };
  },
});

function isSame(failure: ReplayFailure, other: ReplayFailure | null): boolean {
  return other !== null && other.tag === failure.tag && other.span.start === failure.span.start;
}
