/** The statement that stopped the step-by-step replay: one failure, told by the code that knows most of it. */
import type { Problem } from '../../model/check.js';
import type { Facts } from '../../model/facts.js';
import { valueOf } from '../../model/gathered.js';
import { migrationsOf } from '../../model/history.js';
import type { ReplayFailure } from '../../model/replay.js';
import { evidenceOf, isToldByStatement, placeOf } from './failure.js';
import { hintFor } from './hint.js';

/** null: the replay went through, or a check that reads statements tells why it did not. */
export function stopOf({ parsed, replays }: Facts): ReplayFailure | null {
  const failure = valueOf(replays.stepByStep)?.failure ?? null;
  return failure === null || isToldByStatement(failure, parsed) ? null : failure;
}

export function tellStop(failure: ReplayFailure, message: string, { history, replays }: Facts): Problem {
  const applied = valueOf(replays.stepByStep)?.applied.length ?? 0;
  const notRun = migrationsOf(history).length - applied - 1;
  const rest = { kind: 'text', text: `not replayed after it: ${notRun} migrations` } as const;
  return {
    message,
    at: placeOf(failure, history),
    evidence: [...evidenceOf(failure), ...(notRun > 0 ? [rest] : [])],
    hint: hintFor(failure),
  };
}
