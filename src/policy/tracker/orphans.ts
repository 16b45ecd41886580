/** What becomes of rows that belong to no entry: only a person knows whether somebody else needs them. Pure. */
import type { Obstacle, PlannedRow, RemovedRow } from '../../model/tracker-change.js';
import type { StoredRow } from '../../model/tracker.js';
import { keepRow, type RowContext } from './write-row.js';

/** What a person has said of them; null: nothing. */
export type OrphanRule = 'keep' | 'drop' | null;

export interface PlannedOrphans {
  readonly rows: readonly PlannedRow[];
  readonly removed: readonly RemovedRow[];
  readonly obstacles: readonly Obstacle[];
}

export function planOrphans(orphans: readonly StoredRow[], rule: OrphanRule, context: RowContext): PlannedOrphans {
  if (rule === 'drop') {
    const removed = orphans.map((row) => ({ row, reason: 'it belongs to no migration, and --orphans drop is given' }));
    return { rows: [], removed, obstacles: [] };
  }
  const isAsked = rule === null && orphans.length > 0;
  return {
    rows: orphans.map((row) => keepRow(row, 'it belongs to no migration, and --orphans keep is given', context)),
    removed: [],
    obstacles: isAsked ? [question(orphans)] : orphans.flatMap(cannotStay),
  };
}

function question(rows: readonly StoredRow[]): Obstacle {
  const names = rows.map(nameOfRow).join(', ');
  const verb = rows.length === 1 ? 'belongs' : 'belong';
  return {
    code: 'release/undecided-row',
    message: `${names} ${verb} to no migration of this history`,
    hint: 'Add --orphans keep where another project uses this table, or --orphans drop where the migration was deleted.',
  };
}

/** NULL as a time makes 0.x run everything again, and what is no number cannot stand in a bigint. */
function cannotStay(row: StoredRow): readonly Obstacle[] {
  if (/^-?\d{1,18}$/.test(row.createdAt ?? '') && row.hash !== null) return [];
  return [
    {
      code: 'release/undecided-row',
      message: `${nameOfRow(row)} has no time or no hash, so it cannot be kept`,
      hint: 'Find out whose it is and correct it by hand, or add --orphans drop.',
    },
  ];
}

/** As in `row 7 (4f2a91c0)`. */
export function nameOfRow({ id, hash }: StoredRow): string {
  return `row ${id ?? 'without id'} (${hash === null ? 'no hash' : hash.slice(0, 8)})`;
}
