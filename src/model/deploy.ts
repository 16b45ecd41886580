/** What Drizzle's own migrators would run: their rules as pure functions, held against them by a property test. */
import type { Base } from './base.js';
import { migrationsOf, type History, type Layout, type Migration } from './history.js';

/** A row of Drizzle's tracking table, as far as the migrators look at it. */
export interface TrackerRow {
  /** `created_at`; null: NULL. */
  readonly createdAt: number | null;
  /** `name`, which 0.x does not have; null: NULL. */
  readonly name: string | null;
}

/** The migrations that a run of Drizzle's migrator picks, in its order. */
export function pickPending(
  layout: Layout,
  migrations: readonly Migration[],
  rows: readonly TrackerRow[],
): readonly Migration[] {
  return layout === 'journal' ? pickAboveMark(migrations, rows) : pickUnknownNames(migrations, rows);
}

/** 0.x (`PgDialect.migrate`): reads one row before the first migration and runs what is strictly above it. */
function pickAboveMark(migrations: readonly Migration[], rows: readonly TrackerRow[]): readonly Migration[] {
  if (rows.length === 0) return migrations;
  // ORDER BY created_at DESC puts NULL first, and Number(null) is 0.
  const mark = rows.some(({ createdAt }) => createdAt === null) ? 0 : newestOf(rows);
  return migrations.filter(({ when }) => when !== null && mark < when);
}

function newestOf(rows: readonly TrackerRow[]): number {
  return rows.reduce((newest, { createdAt }) => Math.max(newest, createdAt ?? newest), Number.NEGATIVE_INFINITY);
}

/** 1.0 (`getMigrationsToRun`): by name alone. */
function pickUnknownNames(migrations: readonly Migration[], rows: readonly TrackerRow[]): readonly Migration[] {
  const names = new Set(rows.map(({ name }) => name));
  return migrations.filter(({ tag }) => !names.has(tag));
}

/** A deploy of the pull request to where the base branch is. */
export interface Deploy {
  /** In the order in which they run. */
  readonly pending: readonly Migration[];
  /** New migrations that the migrator passes over, without a word. */
  readonly skipped: readonly Migration[];
  /** The newest migration of the base branch, whose `when` is the mark of 0.x; null: it has none. */
  readonly mark: Migration | null;
}

/** null: the base branch keeps its migrations in another layout, so its names and times say nothing. */
export function simulateDeploy(history: History, { atTip }: Base): Deploy | null {
  if (atTip !== null && atTip.layout !== history.layout) return null;
  const applied = (atTip === null ? [] : migrationsOf(atTip)).filter(({ when }) => when !== null);
  const rows = applied.map(({ tag, when }) => ({ createdAt: when, name: tag }));
  const migrations = migrationsOf(history);
  const pending = pickPending(history.layout, migrations, rows);
  const settled = new Set([...applied, ...pending].map(({ tag }) => tag));
  return {
    pending,
    skipped: migrations.filter(({ tag }) => !settled.has(tag)),
    mark: applied.reduce<Migration | null>((newest, each) => (isNewer(each, newest) ? each : newest), null),
  };
}

function isNewer(migration: Migration, other: Migration | null): boolean {
  return other === null || (migration.when ?? 0) > (other.when ?? 0);
}
