import { defineCheck } from '../../model/check.js';
import type { Evidence } from '../../model/finding.js';
import { valueOf } from '../../model/gathered.js';
import type { ReplayFailure } from '../../model/replay.js';
import { evidenceOf, isSame, isToldByStatement, placeOf, wordsOf } from './failure.js';
import { hintFor } from './hint.js';

export default defineCheck({
  code: 'replay/fresh-install-failed',
  severity: 'error',
  title: 'The history cannot be installed in one transaction',
  why: "Drizzle's migrator runs all pending migrations in one transaction, so a new environment cannot be created although each migration works when deployed by itself.",

  *find({ history, parsed, replays, server }) {
    const failure = valueOf(replays.freshInstall)?.failure ?? null;
    const stepByStep = valueOf(replays.stepByStep)?.failure ?? null;
    // The same statement failing both ways is one problem, and `statement-failed` tells it.
    if (failure === null || isSame(failure, stepByStep) || isToldByStatement(failure, parsed)) return;
    yield {
      message: `a fresh install stops in migration "${failure.tag}": ${wordsOf(failure.error)}`,
      at: placeOf(failure, history),
      evidence: [...evidenceOf(failure), ...explain(failure, valueOf(server)?.version ?? '')],
      hint: hintFor(failure),
    };
  },
});

/** Why other servers may take it: since 17 a type that the same transaction creates takes new values at once. */
function explain({ error }: ReplayFailure, version: string): readonly Evidence[] {
  if (error.sqlstate !== '55P04' || Number.parseInt(version, 10) >= 17) return [];
  return [
    { kind: 'text', text: `this is PostgreSQL ${version}; 17 and later take it where they create the type as well` },
  ];
}
