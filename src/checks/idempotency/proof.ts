/** What the second run on a real server says of a statement: the verdict, where the tree only predicts. */
import type { Facts } from '../../model/facts.js';
import { valueOf } from '../../model/gathered.js';
import type { SecondRun } from '../../model/replay.js';
import type { ParsedFile, Statement } from '../../model/sql.js';
import { secondRun } from '../../sql/rerun/second-run.js';
import { judgedFiles } from './rule.js';

/** The proof of one statement; null where it was not run a second time. */
export function proofOf(facts: Facts, file: ParsedFile, statement: Statement): SecondRun | null {
  const proofs = proofsOf(facts, file);
  return proofs.find(({ span }) => span.start === statement.span.start) ?? null;
}

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
  for (const file of judgedFiles(facts)) {
    const foreseen = foreseenIn(file);
    for (const run of proofsOf(facts, file)) {
      if (run.outcome.kind !== kind || foreseen.has(run.span.start)) continue;
      yield { file, run, outcome: run.outcome as Surprise<Kind>['outcome'] };
    }
  }
}

function proofsOf(facts: Facts, file: ParsedFile): readonly SecondRun[] {
  const runs = valueOf(facts.replays.secondRuns);
  const tag = [...facts.parsed].find(([, parsed]) => parsed === file)?.[0];
  return (tag === undefined ? null : runs?.get(tag)) ?? [];
}

/** Starts of the statements that the tree says collide with themselves. */
function foreseenIn(file: ParsedFile): ReadonlySet<number> {
  const outcomes = [...secondRun(file)].filter(([, { collisions }]) => collisions.length > 0);
  return new Set(outcomes.map(([statement]) => statement.span.start));
}
