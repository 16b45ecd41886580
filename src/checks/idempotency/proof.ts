/** What the second run on a real server says of a statement: the verdict, where the tree only predicts. */
import type { Facts } from '../../model/facts.js';
import { valueOf } from '../../model/gathered.js';
import type { SecondRun } from '../../model/replay.js';
import type { ParsedFile } from '../../model/sql.js';
import { secondRun } from '../../sql/rerun/second-run.js';

/** A statement that failed or changed something though the tree foresaw no collision. */
export interface Surprise<Kind extends SecondRun['outcome']['kind']> {
  readonly file: ParsedFile;
  readonly run: SecondRun;
  readonly outcome: Extract<SecondRun['outcome'], { readonly kind: Kind }>;
}

/** Surprises of one kind; what the tree foresaw is told by the rule that explains it. */
export function* surprises<Kind extends SecondRun['outcome']['kind']>(
  facts: Facts,
  kind: Kind,
): Generator<Surprise<Kind>> {
  const secondRuns = valueOf(facts.replays.secondRuns) ?? [];
  for (const [tag, runs] of secondRuns) {
    const file = facts.parsed.get(tag);
    if (file === undefined) continue;
    const foreseen = foreseenIn(file);
    for (const run of runs) {
      if (run.outcome.kind !== kind || foreseen.has(run.span.start)) continue;
      yield { file, run, outcome: run.outcome as Surprise<Kind>['outcome'] };
    }
  }
}

/** Starts of the statements that the tree says collide with themselves. */
function foreseenIn(file: ParsedFile): ReadonlySet<number> {
  const outcomes = [...secondRun(file)].filter(([, { collisions }]) => collisions.length > 0);
  return new Set(outcomes.map(([statement]) => statement.span.start));
}
