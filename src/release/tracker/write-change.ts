/** Writes a planned tracker in one transaction, after looking whether it is still right, and proves it before COMMIT. */
import type postgres from 'postgres';
import { hasRightColumns } from '../../policy/tracker/columns.js';
import type { Catalog } from '../../model/catalog.js';
import { CannotJudge } from '../../model/cannot-judge.js';
import type { Finding } from '../../model/finding.js';
import type { History } from '../../model/history.js';
import type { TrackerPlace } from '../../model/project.js';
import { releaseFinding } from '../../model/release-codes.js';
import { matchTracker } from '../../model/tracker-match.js';
import type { TrackerChange, WrittenRow } from '../../model/tracker-change.js';
import type { StoredRow, Tracker, TrackerReading } from '../../model/tracker.js';
import type { ServerError } from '../../model/replay.js';
import { serverError, wordsOf } from '../../checks/replay/failure.js';
import { readCatalog } from '../../postgres/catalog/read-catalog.js';
import { withoutTracker } from '../../postgres/catalog/tracker-objects.js';
import { toServerError } from '../../postgres/server-error.js';
import { readTracker } from '../../postgres/tracker/read.js';
import { replaceTracker } from '../../postgres/tracker/replace.js';
import { holdsLock } from '../apply/lock.js';

/** What the plan was made from: it is good as long as the database still says the same. */
export interface Ground {
  readonly place: TrackerPlace;
  readonly history: History;
  readonly reading: TrackerReading;
  /** All schemas, without trackers. */
  readonly catalog: Catalog;
}

export type Written =
  | { readonly finding: Finding; readonly kept: null }
  /** `kept`: where the old tracker is now; null: there was none. */
  | { readonly finding: null; readonly kept: TrackerPlace | null };

export interface WriteOptions {
  /** Milliseconds since 1970: the date of the copy. */
  readonly now: number;
  /** Milliseconds that a statement waits for a lock, and that it may run. */
  readonly timeoutMs: number;
}

/** Wants the lock of the release. With a finding nothing has changed. Rejects where the server is lost. */
export async function writeChange(
  sql: postgres.Sql,
  ground: Ground,
  change: TrackerChange,
  { now, timeoutMs }: WriteOptions,
): Promise<Written> {
  await sql`BEGIN`.simple();
  try {
    await sql.unsafe(`SET LOCAL lock_timeout = ${timeoutMs}; SET LOCAL statement_timeout = ${timeoutMs};
                      SET LOCAL idle_in_transaction_session_timeout = '5min'`);
    const { place } = ground;
    if (!(await holdsLock(sql, place))) return await giveUp(sql, lockLost(place));
    await lockTable(sql, ground);
    const moved = await findMovement(sql, ground);
    if (moved !== null) return await giveUp(sql, moved);
    const kept = await replaceTracker(sql, { place, line: change.line, rows: change.rows.map(({ row }) => row) }, now);
    const wrong = await contradict(sql, ground, change);
    if (wrong !== null) return await giveUp(sql, wrong);
    await commit(sql);
    return { finding: null, kept };
  } catch (error) {
    await sql`ROLLBACK`.simple().catch(() => undefined);
    const refusal = toServerError(error);
    if (refusal === null) throw error;
    return { finding: refused(ground.place, refusal), kept: null };
  }
}

/** As where somebody else holds a lock on the tracker for too long. */
function refused(place: TrackerPlace, error: ServerError): Finding {
  return releaseFinding('release/statement-failed', {
    message: `the tracker is as it was: ${wordsOf(error)}`,
    at: placeOf(place),
    evidence: [serverError(error)],
    hint: 'Mend what the server complains of, and run the command again.',
  });
}

async function giveUp(sql: postgres.Sql, finding: Finding): Promise<Written> {
  await sql`ROLLBACK`.simple();
  return { finding, kept: null };
}

/** Drizzle's own migrator takes no lock but that of its INSERT: with this one, it waits until the new table is there. */
async function lockTable(sql: postgres.Sql, { place, reading }: Ground): Promise<void> {
  if (reading.tracker === null) return;
  await sql`LOCK TABLE ${sql(place.schema)}.${sql(place.table)} IN ACCESS EXCLUSIVE MODE`.simple();
}

async function commit(sql: postgres.Sql): Promise<void> {
  await sql`COMMIT`.simple().catch((cause: unknown) => {
    throw new CannotJudge(`it is not known whether the tracker was written: ${(cause as Error).message}`, {
      hint: 'Run drizzle-gatekeeper status: the old tracker or the new one is there, whole.',
      cause,
    });
  });
}

async function findMovement(sql: postgres.Sql, { place, reading, catalog }: Ground): Promise<Finding | null> {
  const { tracker, others } = await readTracker(sql, place);
  const now = others.reduce(withoutTracker, await readCatalog(sql, { tracker: place }));
  const isSame = JSON.stringify(tracker) === JSON.stringify(reading.tracker) && linesOf(now) === linesOf(catalog);
  if (isSame) return null;
  return releaseFinding('release/plan-moved', {
    message: 'tracker or schema have changed since they were looked at',
    at: placeOf(place),
    hint: 'Run the command again when nobody else is working on the database.',
  });
}

/** A pooler in transaction mode hands each transaction another session. */
function lockLost(place: TrackerPlace): Finding {
  return releaseFinding('release/lock-lost', {
    message: 'the session that took the lock of the release is not the one that writes the tracker',
    at: placeOf(place),
    hint: 'Connect to the server itself, or to a pooler in session mode.',
  });
}

function linesOf({ objects }: Catalog): string {
  return objects
    .map((object) => JSON.stringify(object))
    .sort()
    .join('\n');
}

/** The new table as the server gives it back, against what was planned; and what Drizzle's migrator would do with it. */
async function contradict(
  sql: postgres.Sql,
  { place, history }: Ground,
  { line, rows, next }: TrackerChange,
): Promise<Finding | null> {
  const { tracker } = await readTracker(sql, place);
  const wouldRun = matchTracker(history, tracker).next?.map(({ tag }) => tag) ?? null;
  if (
    tracker !== null &&
    isAsPlanned(
      tracker,
      line,
      rows.map(({ row }) => row),
    ) &&
    isSameList(wouldRun, next.after)
  ) {
    return null;
  }
  return releaseFinding('release/result-differs', {
    message: 'the new tracker would not have been what was planned',
    at: placeOf(place),
    evidence: [
      { kind: 'text', text: `it would run: ${wouldRun === null ? 'it stops' : wouldRun.join(', ') || 'nothing'}` },
    ],
    hint: 'Look for triggers, rules and event triggers on the tracker, then run the command again.',
  });
}

function isAsPlanned(tracker: Tracker, line: '0.x' | '1.0', rows: readonly WrittenRow[]): boolean {
  if (!hasRightColumns(tracker, line) || tracker.rows.length !== rows.length) return false;
  return tracker.rows.every((row, at) => isRow(row, rows[at]));
}

function isRow(row: StoredRow, planned: WrittenRow | undefined): boolean {
  return (
    row.hash === planned?.hash &&
    row.createdAt === planned.createdAt &&
    row.name === planned.name &&
    (planned.id === null || row.id === planned.id)
  );
}

function isSameList(left: readonly string[] | null, right: readonly string[]): boolean {
  return left?.join('\n') === right.join('\n');
}

function placeOf({ schema, table }: TrackerPlace): Finding['location'] & { readonly catalog: 'deployed' } {
  return { catalog: 'deployed', object: `table ${schema}.${table}` };
}
