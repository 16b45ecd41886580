/** What the second run on a real server says of a statement: the verdict, where the tree only predicts. */
import type { Facts } from '../../model/facts.js';
import { valueOf } from '../../model/gathered.js';
import type { SecondRun } from '../../model/replay.js';
import type { ParsedFile, Statement } from '../../model/sql.js';
import type { Collision } from '../../sql/rerun/collision.js';
import { classify } from '../../sql/rerun/classify.js';
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

/** A statement of which the tree and the server say different things: a defect of the gate, whoever is right. */
export interface Disagreement {
  readonly file: ParsedFile;
  readonly statement: Statement;
  /** What the tree says, as in `repeatable: sets rights`. */
  readonly foreseen: string;
  readonly outcome: SecondRun['outcome'];
}

/** Not where the tree does not say (computed SQL), nor where an empty database cannot tell (rows that are not there). */
export function* disagreements(facts: Facts): Generator<Disagreement> {
  for (const [file, outcomes] of provenFiles(facts)) {
    for (const [statement, foreseen] of secondRun(file)) {
      const outcome = outcomes.get(statement.span.start);
      if (outcome === undefined) continue;
      const { class: name, reason } = classify(statement, foreseen);
      const isClean = name === 'repeatable' || name === 'guarded';
      const isDisproved = foreseen.collisions.some((collision) => disproves(outcome, collision));
      const isSurprise = isClean && outcome.kind !== 'clean';
      if (isSurprise || isDisproved) yield { file, statement, foreseen: `${name}: ${reason}`, outcome };
    }
  }
}

/** What a statement's second run came to on the server, by where the statement starts. */
export function provenFiles(facts: Facts): ReadonlyMap<ParsedFile, ReadonlyMap<number, SecondRun['outcome']>> {
  const runs = [...(valueOf(facts.replays.secondRuns) ?? [])].flatMap(([tag, proofs]) => {
    const file = facts.parsed.get(tag);
    return file === undefined
      ? []
      : [[file, new Map(proofs.map(({ span, outcome }) => [span.start, outcome]))] as const];
  });
  return new Map(runs);
}

/** Only rows may be changed by a run that met none. */
export function disproves(outcome: SecondRun['outcome'] | undefined, { obstacle }: Collision): boolean {
  return outcome?.kind === 'clean' && obstacle !== 'repeats';
}
