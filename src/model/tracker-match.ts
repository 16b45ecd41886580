/** Matches a history with a tracker, entry by entry. Pure. */
import { pickPending, type TrackerRow } from './deploy.js';
import { migrationsOf, type History, type Layout, type Migration } from './history.js';
import { upgradeTracker } from './tracker-upgrade.js';
import type { EntryState, StoredRow, Tracker, TrackerMatch } from './tracker.js';

/** A row belongs to the entry with its hash, else to the one with its time, else to the one with its name. */
export function matchTracker(history: History, tracker: Tracker | null): TrackerMatch {
  const migrations = migrationsOf(history);
  const rows = tracker?.rows ?? [];
  const owners = ownersOf(rows, migrations, history.layout);
  const next = pickNext(history.layout, migrations, tracker);
  const willRun = new Set(next);
  const entries = migrations.map((migration) => {
    const own = rows.filter((row) => owners.get(row) === migration);
    return { migration, rows: own, state: stateOf(migration, own, willRun.has(migration), history.layout) };
  });
  return {
    line: lineOf(tracker),
    mark: history.layout === 'journal' ? markOf(tracker) : null,
    entries,
    orphans: rows.filter((row) => !owners.has(row)),
    next,
  };
}

/** What 0.x makes of the row that it reads; null: there is none. */
export function markOf(tracker: Tracker | null): number | null {
  return tracker === null || tracker.rows.length === 0 ? null : Number(tracker.newest);
}

function lineOf(tracker: Tracker | null): TrackerMatch['line'] {
  if (tracker === null) return null;
  return hasNames(tracker) ? '1.0' : '0.x';
}

/** What 1.0 tells the two versions of the table by (`GET_VERSION_FOR`). */
export function hasNames({ columns }: Tracker): boolean {
  return columns.some(({ name }) => name === 'name');
}

/** What the project's own migrator would run now; null: 1.0 cannot upgrade the tracker, and throws. */
function pickNext(
  layout: Layout,
  migrations: readonly Migration[],
  tracker: Tracker | null,
): readonly Migration[] | null {
  if (tracker === null) return migrations;
  if (layout === 'journal') {
    const mark = markOf(tracker);
    return pickPending(layout, migrations, mark === null ? [] : [{ createdAt: mark, name: null }]);
  }
  if (hasNames(tracker)) return pickPending(layout, migrations, tracker.rows.map(toNamedRow));
  const upgrade = upgradeTracker(migrations, tracker.rows);
  if (upgrade.unmatched.length > 0) return null;
  const named = Array.from(upgrade.migrations.values(), ({ tag }) => ({ createdAt: null, name: tag }));
  return pickPending(layout, migrations, named);
}

function toNamedRow({ name }: StoredRow): TrackerRow {
  return { createdAt: null, name };
}

/** One entry may have several rows (duplicates), a row has one entry at most. */
function ownersOf(
  rows: readonly StoredRow[],
  migrations: readonly Migration[],
  layout: Layout,
): ReadonlyMap<StoredRow, Migration> {
  const owners = new Map<StoredRow, Migration>();
  for (const row of rows) {
    const sameHash = migrations.filter((each) => hasHashOf(row, each));
    const owner =
      sameHash.find((each) => hasIdentityOf(row, each, layout)) ??
      sameHash[0] ??
      migrations.find((each) => hasTimeOf(row, each, layout)) ??
      migrations.find(({ tag }) => row.name === tag);
    if (owner !== undefined) owners.set(row, owner);
  }
  return owners;
}

function stateOf(migration: Migration, rows: readonly StoredRow[], willRun: boolean, layout: Layout): EntryState {
  if (rows.length === 0) return willRun ? 'pending' : 'skipped';
  const sameHash = rows.filter((row) => hasHashOf(row, migration));
  if (sameHash.length === 0) return 'edited';
  return sameHash.some((row) => hasIdentityOf(row, migration, layout)) ? 'applied' : 'restamped';
}

/** With other line endings it is the same migration: git changes them on checkout. */
function hasHashOf({ hash }: StoredRow, migration: Migration): boolean {
  return hash !== null && (hash === migration.hash || migration.otherHashes.includes(hash));
}

/** What the migrator of the layout knows an entry by. Rows of 0.x that 1.0 did not name yet have only the time. */
function hasIdentityOf(row: StoredRow, migration: Migration, layout: Layout): boolean {
  return layout === 'folders' && row.name !== null ? row.name === migration.tag : hasTimeOf(row, migration, layout);
}

/** A folder's name keeps the seconds of what 0.x wrote in milliseconds. */
function hasTimeOf({ createdAt }: StoredRow, { when }: Migration, layout: Layout): boolean {
  if (createdAt === null || when === null) return false;
  const time = Number(createdAt);
  return (layout === 'folders' ? time - (time % 1000) : time) === when;
}
