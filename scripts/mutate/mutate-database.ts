/** Makes each kind of change to a database that agrees with its snapshot, and holds what the comparison says against it. */
import type postgres from 'postgres';
import { compareCatalogs } from '../../src/compare/compare-catalogs.js';
import type { Catalog, Difference } from '../../src/model/catalog.js';
import { readCatalog } from '../../src/postgres/catalog/read-catalog.js';
import type { TrackerPlace } from '../../src/model/project.js';
import { describeSchema, type Change, type ChangeKind } from './change.js';
import { COLUMN_CHANGES } from './columns.js';
import { CONSTRAINT_CHANGES } from './constraints.js';
import { OBJECT_CHANGES } from './objects.js';

export const CHANGE_KINDS: readonly ChangeKind[] = [...COLUMN_CHANGES, ...CONSTRAINT_CHANGES, ...OBJECT_CHANGES];

/** What became of one kind of change. */
export interface Mutation {
  readonly kind: string;
  /** null: the schema has nothing that could be changed so. */
  readonly change: Change | null;
  /** What was said otherwise than it should have been; empty: told as exactly one difference, or rightly silent. */
  readonly faults: readonly string[];
}

/** How often the server may refuse a kind before it counts as not possible here. */
const MOST_ATTEMPTS = 25;

/** `recorded`: what the snapshot builds, which the database agrees with. Leaves nothing behind. */
export async function mutateDatabase(
  sql: postgres.Sql,
  recorded: Catalog,
  tracker: TrackerPlace,
): Promise<readonly Mutation[]> {
  const replayed = await readCatalog(sql, { tracker });
  const schema = describeSchema(replayed);
  const mutations: Mutation[] = [];
  for (const { kind, candidates, beyondDrizzle } of CHANGE_KINDS) {
    const made = await makeFirst(sql, candidates(schema).slice(0, MOST_ATTEMPTS), tracker);
    if (made === null) {
      mutations.push({ kind, change: null, faults: [] });
      continue;
    }
    const { change, mutated } = made;
    mutations.push(
      toMutation(kind, change, [
        ['between two databases', compareCatalogs(replayed, mutated, 'all'), true],
        ['with the snapshot', compareCatalogs(recorded, mutated, 'drizzle'), beyondDrizzle !== true],
      ]),
    );
  }
  return mutations;
}

/** The first change that the server accepts, and the catalog after it. */
async function makeFirst(sql: postgres.Sql, changes: readonly Change[], tracker: TrackerPlace) {
  for (const change of changes) {
    await sql.unsafe('begin');
    try {
      await sql.unsafe(change.sql);
      return { change, mutated: await readCatalog(sql, { tracker }) };
    } catch {
      // In use elsewhere, or not of a form that this kind can change: another one may be.
    } finally {
      await sql.unsafe('rollback');
    }
  }
  return null;
}

/** Each comparison tells exactly this change, or nothing where it is not due. */
export function toMutation(
  kind: string,
  change: Change,
  comparisons: readonly (readonly [where: string, told: readonly Difference[], isDue: boolean])[],
): Mutation {
  const faults = comparisons.flatMap(([where, differences, isDue]) => {
    const told = differences.map((difference) => `${difference.change} ${difference.object}`).join(', ');
    return told === (isDue ? `${change.change} ${change.object}` : '') ? [] : [`${where}: ${told || 'nothing'}`];
  });
  return { kind, change, faults };
}
