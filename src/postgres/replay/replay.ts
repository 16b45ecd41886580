/** The replays that start from an empty database: step by step, and a fresh install. */
import type postgres from 'postgres';
import type { Layout, Migration } from '../../model/history.js';
import type { TrackerPlace } from '../../model/project.js';
import type { ReplayFailure, ReplayOutcome } from '../../model/replay.js';
import type { ParsedFile } from '../../model/sql.js';
import { mayReplayAlone } from '../../sql/outside-transactions.js';
import { createTracker, recordMigration } from '../tracker/write.js';
import { toServerError } from '../server-error.js';
import { resetSqlFor } from './reset-session.js';
import { runMigration, runUnit, unitsOf } from './run-migration.js';

/** A history ready to run: what both replays need to know. */
export interface Script {
  readonly layout: Layout;
  readonly tracker: TrackerPlace;
  readonly migrations: readonly Migration[];
  readonly parsed: ReadonlyMap<string, ParsedFile>;
  /** Told before each migration, for progress. */
  readonly onMigration?: (tag: string) => void;
  /** Step by step only: done before each migration, on the same connection; leaves nothing behind. */
  readonly beforeMigration?: (sql: postgres.Sql, migration: Migration) => Promise<void>;
  /** Step by step only: done after each migration that was committed, on the same connection. */
  readonly afterMigration?: (sql: postgres.Sql, migration: Migration) => Promise<void>;
}

/**
 * One transaction per migration, committed, as a history that was deployed one by one. What no transaction takes (25001) runs in
 * none, as `apply` runs it, so that what comes after it is proven as well. Stops at the first failure. Needs a connection
 * of its own (`max: 1`).
 */
export async function replayStepByStep(sql: postgres.Sql, script: Script): Promise<ReplayOutcome> {
  const reset = resetSqlFor(script.parsed.values());
  return timed(
    script,
    async (migration) => {
      await script.beforeMigration?.(sql, migration);
      const isAlone = mayReplayAlone(fileOf(script, migration));
      const failure = await (isAlone ? runAlone : runInTransaction)(sql, script, migration, reset);
      if (failure === null) await script.afterMigration?.(sql, migration);
      return failure;
    },
    () => createTracker(sql, script.tracker, script.layout),
  );
}

async function runInTransaction(
  sql: postgres.Sql,
  script: Script,
  migration: Migration,
  reset: string,
): Promise<ReplayFailure | null> {
  // Not awaited, so that it travels with the statements; where it fails, they do.
  sql`BEGIN`.simple().catch(() => undefined);
  return endSession(sql, migration, await runAndRecord(sql, script, migration), reset);
}

/** Each statement is a transaction of its own, so none is sent before the one before it has gone through. */
async function runAlone(
  sql: postgres.Sql,
  script: Script,
  migration: Migration,
  reset: string,
): Promise<ReplayFailure | null> {
  let failure: ReplayFailure | null = null;
  for (const unit of unitsOf(migration, fileOf(script, migration))) {
    failure ??= await runUnit(sql, migration, unit);
  }
  failure ??= await recordAfter(sql, script, migration);
  await sql.unsafe(reset);
  return failure;
}

/**
 * Every deploy is a session of its own, so what one migration set (search_path, role) must not reach the next. Deferred
 * constraints are checked by COMMIT, so that it can fail as well.
 */
async function endSession(
  sql: postgres.Sql,
  migration: Migration,
  failure: ReplayFailure | null,
  reset: string,
): Promise<ReplayFailure | null> {
  const end = failure === null ? 'COMMIT' : 'ROLLBACK';
  const [ended, discarded] = await Promise.allSettled([sql.unsafe(end), sql.unsafe(reset)]);
  if (ended.status === 'rejected') return toFinalFailure(migration, end, ended.reason);
  if (discarded.status === 'rejected') throw discarded.reason;
  return failure;
}

/**
 * All migrations in one transaction, as Drizzle's migrator installs a new environment; rolled back at the end, so that
 * neither tables nor roles stay. A history that ends the transaction by itself needs a database of its own.
 */
export async function replayFreshInstall(sql: postgres.Sql, script: Script): Promise<ReplayOutcome> {
  const outcome = await timed(
    script,
    (migration) => runAndRecord(sql, script, migration),
    async () => {
      await sql`BEGIN`.simple();
      await createTracker(sql, script.tracker, script.layout);
    },
  );
  const failure = outcome.failure ?? (await checkDeferred(sql, script.migrations));
  await sql`ROLLBACK`.simple();
  await sql`DISCARD ALL`.simple();
  return { ...outcome, failure };
}

/**
 * What COMMIT would check, while the transaction can still be rolled back: deferred constraints and constraint triggers.
 * Told of the last migration, since the server does not say whose rows they are.
 */
export async function checkDeferred(
  sql: postgres.Sql,
  migrations: readonly Migration[],
): Promise<ReplayFailure | null> {
  const last = migrations.at(-1);
  if (last === undefined) return null;
  return sql`SET CONSTRAINTS ALL IMMEDIATE`.simple().then(
    () => null,
    (cause: unknown) => toFinalFailure(last, 'COMMIT', cause),
  );
}

/** Runs a migration and writes its row, on whatever transaction is open. */
export async function runAndRecord(
  sql: postgres.Sql,
  script: Script,
  migration: Migration,
): Promise<ReplayFailure | null> {
  // The row is sent behind the statements without waiting for them: after a failure the server refuses it as well.
  const [failure, unrecorded] = await Promise.all([
    runMigration(sql, migration, fileOf(script, migration)),
    recordAfter(sql, script, migration),
  ]);
  return failure ?? unrecorded;
}

function fileOf({ parsed }: Script, { tag }: Migration): ParsedFile {
  const file = parsed.get(tag);
  if (file === undefined) throw new Error(`migration "${tag}" was not parsed`);
  return file;
}

/** Writes the migration's row as the migrator does behind its statements. */
export async function recordAfter(
  sql: postgres.Sql,
  { tracker, layout }: Pick<Script, 'tracker' | 'layout'>,
  migration: Migration,
): Promise<ReplayFailure | null> {
  try {
    await recordMigration(sql, tracker, layout, migration);
    return null;
  } catch (cause) {
    return toFinalFailure(migration, RECORD, cause);
  }
}

/** A migration that leaves another role, drops the tracker, or breaks a deferred constraint fails in the migrator's own last steps. */
export function toFinalFailure({ tag, source }: Migration, statement: string, cause: unknown): ReplayFailure {
  const error = toServerError(cause);
  if (error === null) throw cause;
  const span = { start: 0, end: source.text.length };
  return { tag, file: source.path, span, token: null, statement, error };
}

const RECORD = "-- the row that Drizzle's migrator writes into its tracker after the migration";

async function timed(
  script: Script,
  run: (migration: Migration) => Promise<ReplayFailure | null>,
  prepare: () => Promise<void>,
): Promise<ReplayOutcome> {
  const start = performance.now();
  const applied: string[] = [];
  let failure: ReplayFailure | null = null;
  await prepare();
  for (const migration of script.migrations) {
    script.onMigration?.(migration.tag);
    failure = await run(migration);
    if (failure !== null) break;
    applied.push(migration.tag);
  }
  return { applied, failure, durationMs: performance.now() - start };
}
