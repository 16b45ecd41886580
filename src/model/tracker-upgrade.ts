/** What drizzle-orm 1.0 makes of a 0.x tracker when it first meets it (`up-migrations/pg.js`, `upToV1`). */
import type { Migration } from './history.js';
import type { StoredRow } from './tracker.js';

export interface TrackerUpgrade {
  /** The migration that each row is taken for. */
  readonly migrations: ReadonlyMap<StoredRow, Migration>;
  /** Rows that it knows no migration for: one is enough, and it throws and changes nothing. */
  readonly unmatched: readonly StoredRow[];
}

/** `migrations` are those of the folder layout, whose times are whole seconds. */
export function upgradeTracker(migrations: readonly Migration[], rows: readonly StoredRow[]): TrackerUpgrade {
  const matched = new Map<StoredRow, Migration>();
  for (const row of rows) {
    const migration = migrationFor(row, migrations);
    if (migration !== undefined) matched.set(row, migration);
  }
  return { migrations: matched, unmatched: rows.filter((row) => !matched.has(row)) };
}

/** By the second of `created_at`, whatever the hash; by hash where no or several migrations have that second. */
function migrationFor({ createdAt, hash }: StoredRow, migrations: readonly Migration[]): Migration | undefined {
  // As text, as the migrator does it: the last three digits become zeros.
  const second = Number(`${String(createdAt).slice(0, -3)}000`);
  const ofSecond = migrations.filter(({ when }) => when === second);
  if (ofSecond.length === 1) return ofSecond[0];
  if (ofSecond.length > 1) return ofSecond.find((migration) => migration.hash === hash);
  return migrations.findLast((migration) => migration.hash === hash);
}
