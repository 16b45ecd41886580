/** The shape of an idempotency check: which collisions of a second run are its to tell, and how it tells them. */
import { defineCheck, type Check, type Problem } from '../../model/check.js';
import type { Facts } from '../../model/facts.js';
import type { Fix } from '../../model/finding.js';
import type { ParsedFile } from '../../model/sql.js';
import type { Action, EffectKind } from '../../sql/effects/effect.js';
import type { Collision } from '../../sql/rerun/collision.js';
import { remembered } from '../remembered.js';
import { disproves, provenFiles } from './proof.js';
import { secondRun } from '../../sql/rerun/second-run.js';

/** A collision with the file that it was found in. */
export interface Met extends Collision {
  readonly file: ParsedFile;
}

export interface Rule extends Omit<Check, 'severity' | 'find'> {
  readonly concerns: (met: Met) => boolean;
  readonly tell: (met: Met) => Omit<Problem, 'at' | 'fix'> & { readonly fix?: Fix | null };
}

/** A check that can be asked about a single collision as well. */
export type RuleCheck = Check & Pick<Rule, 'concerns' | 'tell'>;

/** A check out of a rule: a warning at each statement whose collision concerns it. */
export function defineRule({ concerns, tell, ...about }: Rule): RuleCheck {
  const check = defineCheck({
    ...about,
    severity: 'warning',

    *find(facts) {
      for (const met of collisionsIn(facts).filter(concerns)) {
        const { fix = null, ...problem } = tell(met);
        const at = { source: met.file.source, span: met.statement.span };
        yield { ...problem, at, ...(fix === null ? {} : { fix }) };
      }
    },
  });
  return { ...check, concerns, tell };
}

/** The files that idempotency judges. */
export function judgedFiles({ parsed, judgedTags }: Facts): readonly ParsedFile[] {
  return [...parsed].filter(([tag]) => judgedTags?.includes(tag) ?? true).map(([, file]) => file);
}

const collisionsIn = remembered(findCollisions);

/** The same list for all rules. What the server has disproved is left out: the proof is the verdict. */
function findCollisions(facts: Facts): readonly Met[] {
  const proven = provenFiles(facts);
  return judgedFiles(facts).flatMap((file) =>
    [...secondRun(file)].flatMap(([{ span }, { collisions }]) => {
      const outcome = proven.get(file)?.get(span.start);
      const standing = collisions.filter((collision) => !disproves(outcome, collision));
      return standing.map((collision) => ({ ...collision, file }));
    }),
  );
}

/** Kinds that share one code for CREATE and one for DROP. */
export const RARE_KINDS: readonly EffectKind[] = [
  'rule',
  'collation',
  'statistics',
  'publication',
  'event trigger',
  'foreign server',
  'other',
];

/** Collisions of unguarded statements that do this to objects of these kinds. */
export function concerning(action: Action, ...kinds: readonly EffectKind[]): (met: Met) => boolean {
  return ({ effect, around }) => effect.action === action && kinds.includes(effect.kind) && around.length === 0;
}
