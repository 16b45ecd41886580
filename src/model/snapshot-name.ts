/** The names by which migrations and their snapshots know each other. */
import type { History, Layout, Snapshot } from './history.js';

/** The number before the first underscore of a tag, as written: `0004`. null: there is none. */
export function numberOf(tag: string | null): string | null {
  return /^\d+(?=_)/.exec(tag ?? '')?.[0] ?? null;
}

/** What `belongsTo` says of the snapshot of a migration: 0.x goes by its number, 1.0 by its folder. null: nothing can. */
export function snapshotName(layout: Layout, tag: string | null): string | null {
  return layout === 'folders' ? tag : numberOf(tag);
}

/** The snapshot that drizzle-kit wrote with the migration of that tag; null: there is none. */
export function snapshotOfTag({ layout, snapshots }: History, tag: string | null): Snapshot | null {
  const name = snapshotName(layout, tag);
  return snapshots.find(({ belongsTo }) => name !== null && belongsTo === name) ?? null;
}
