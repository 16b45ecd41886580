/** What the next deploy would do: as the deployed database says, and as far as it says nothing, the base branch in its place. */
import { simulateDeploy } from './deploy.js';
import type { Facts } from './facts.js';
import { valueOf } from './gathered.js';
import type { Migration } from './history.js';
import type { TrackerMatch } from './tracker.js';

export interface NextDeploy {
  /** In the order in which they run. */
  readonly pending: readonly Migration[];
  readonly skipped: readonly PassedOver[];
}

/** A migration that the migrator passes over, without a word. */
export interface PassedOver {
  readonly migration: Migration;
  /** What its `when` is not above. `tag` is null where a row of the deployed database sets it. */
  readonly mark: { readonly tag: string | null; readonly when: number };
}

/** null: neither the database nor the base branch is known. */
export function nextDeploy(facts: Pick<Facts, 'history' | 'base' | 'deployed'>): NextDeploy | null {
  const match = valueOf(facts.deployed)?.match ?? null;
  const standIn = fromBase(facts);
  // An empty database, such as that of a test job, would run everything: no word on those that are deployed to.
  if (match === null || (standIn !== null && match.entries.every(({ rows }) => rows.length === 0))) return standIn;
  return joined(match, standIn);
}

function fromBase({ history, base }: Pick<Facts, 'history' | 'base'>): NextDeploy | null {
  const known = valueOf(base);
  const deploy = known && simulateDeploy(history, known);
  if (deploy === null) return null;
  const { pending, skipped, mark } = deploy;
  const of = { tag: mark?.tag ?? null, when: mark?.when ?? 0 };
  return { pending, skipped: skipped.map((migration) => ({ migration, mark: of })) };
}

/** The database decides on what it lacks; on what it has, the base branch does: other databases may lack it. */
function joined({ entries, mark, next }: TrackerMatch, standIn: NextDeploy | null): NextDeploy {
  const lacking = new Set(entries.filter(({ rows }) => rows.length === 0).map(({ migration }) => migration.tag));
  const skipped = entries.filter(({ state }) => state === 'skipped');
  return {
    pending: next ?? [],
    skipped: [
      ...skipped.map(({ migration }) => ({ migration, mark: { tag: null, when: mark ?? 0 } })),
      ...(standIn?.skipped ?? []).filter(({ migration }) => !lacking.has(migration.tag)),
    ],
  };
}
