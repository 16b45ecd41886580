/** A step in one transaction: statements, rows, proof, COMMIT. */
import type postgres from 'postgres';
import type { Finding } from '../../model/finding.js';
import { releaseFinding } from '../../model/release-codes.js';
import { hasNames } from '../../model/tracker-match.js';
import { upgradeTracker } from '../../model/tracker-upgrade.js';
import { migrationsOf } from '../../model/history.js';
import { runAndRecord, type Script } from '../../postgres/replay/replay.js';
import { toServerError } from '../../postgres/server-error.js';
import { readTracker } from '../../postgres/tracker/read.js';
import { createMissingTracker, recordMigration, upgradeTable } from '../../postgres/tracker/write.js';
import { toStatementFinding } from './failures.js';
import { holdsLock } from './lock.js';
import { contradict } from './prove.js';
import { tagsOf, type Limits, type Work, type WorkStep } from './work.js';

/** The connection was lost while COMMIT was under way: it may have happened or not. */
export class CommitUnknown extends Error {
  override readonly name = 'CommitUnknown';
}

/**
 * Commits, or undoes everything and says why. Rejects where the connection is lost: with CommitUnknown if that was
 * during COMMIT, else nothing of the step has happened.
 */
export async function runTransaction(
  sql: postgres.Sql,
  work: Work,
  step: WorkStep,
  limits: Limits,
): Promise<Finding | null> {
  await sql`BEGIN`.simple();
  const finding = await runInside(sql, work, step, limits).catch(async (error: unknown) => {
    await sql`ROLLBACK`.simple().catch(() => undefined);
    throw error;
  });
  if (finding !== null) {
    // Where the connection is gone, so is the transaction.
    await sql`ROLLBACK`.simple().catch(() => undefined);
    return finding;
  }
  await sql`COMMIT`.simple().catch((cause: unknown) => {
    if (toServerError(cause) === null) throw new CommitUnknown('the connection was lost during COMMIT', { cause });
    throw cause;
  });
  return null;
}

async function runInside(sql: postgres.Sql, work: Work, step: WorkStep, limits: Limits): Promise<Finding | null> {
  await setLimits(sql, limits);
  const transaction = await currentTransaction(sql);
  if (!(await holdsLock(sql, work.place))) return lockLost(work);
  await prepareTracker(sql, work);
  const failure = await runItems(sql, work, step);
  if (failure !== null) return failure;
  if ((await currentTransaction(sql)) !== transaction) return transactionEnded(step, work);
  // Deferred constraints are checked here, while there is something to be said about them, rather than by COMMIT.
  await sql`SET CONSTRAINTS ALL IMMEDIATE`.simple();
  const contradiction = await contradict(sql, work, step);
  if (contradiction !== null) return contradiction;
  return (await holdsLock(sql, work.place)) ? null : lockLost(work);
}

/** A client that has vanished without a word must not keep its locks. */
async function setLimits(sql: postgres.Sql, { lockTimeoutMs, statementTimeoutMs }: Limits): Promise<void> {
  await sql.unsafe(
    `SET LOCAL lock_timeout = ${lockTimeoutMs};
     SET LOCAL statement_timeout = ${statementTimeoutMs};
     SET LOCAL idle_in_transaction_session_timeout = '5min'`,
  );
}

/** A migration with a COMMIT in it goes on in another one. Also gives it a number before anything has happened. */
async function currentTransaction(sql: postgres.Sql): Promise<string> {
  const [row] = await sql<[{ id: string }]>`select pg_catalog.txid_current()::text as id`;
  return row.id;
}

async function prepareTracker(sql: postgres.Sql, { place, history }: Work): Promise<void> {
  await createMissingTracker(sql, place, history.layout);
  const { tracker } = await readTracker(sql, place);
  if (history.layout === 'journal' || tracker === null || hasNames(tracker)) return;
  await upgradeTable(sql, place, upgradeTracker(migrationsOf(history), tracker.rows));
}

async function runItems(sql: postgres.Sql, work: Work, step: WorkStep): Promise<Finding | null> {
  const script: Script = {
    layout: work.history.layout,
    tracker: work.place,
    migrations: [],
    parsed: work.parsed,
  };
  for (const migration of step.migrations) {
    if (step.transaction === 'none') {
      await recordMigration(sql, work.place, script.layout, migration);
      continue;
    }
    const failure = await runAndRecord(sql, script, migration);
    if (failure !== null) return toStatementFinding(failure, migration);
  }
  return null;
}

function lockLost({ place }: Work): Finding {
  return releaseFinding('release/lock-lost', {
    message: 'the session that took the lock of the release is not the one that runs the migrations',
    at: { catalog: 'deployed', object: `table ${place.schema}.${place.table}` },
    hint: 'Connect to the server itself or to a pooler in session mode, and take pg_advisory_unlock_all and DISCARD ALL out of the migrations.',
  });
}

function transactionEnded(step: WorkStep, { place }: Work): Finding {
  return releaseFinding('release/result-differs', {
    message: `a migration ends the transaction that it runs in: one of ${tagsOf(step).join(', ')}`,
    at: { catalog: 'deployed', object: `table ${place.schema}.${place.table}` },
    hint: 'What it has committed stays: run "drizzle-gatekeeper status", and take COMMIT and ROLLBACK out of the file.',
  });
}
