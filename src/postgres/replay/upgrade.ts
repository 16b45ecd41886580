/** The replay of a deploy: a database at the base branch's state, with rows, takes what Drizzle's migrator would pick. */
import type postgres from 'postgres';
import type { Migration } from '../../model/history.js';
import type { ReplayFailure, UpgradeOutcome } from '../../model/replay.js';
import { checkDeferred, runAndRecord, type Script } from './replay.js';
import { insertRows, type SyntheticRows } from './rows/insert-rows.js';

/**
 * Expects the base history committed in this database. Runs `pending` in one transaction that is rolled back, so that
 * neither the synthetic rows nor the changes stay. What fails is run once more without rows: only then is it known
 * whether they were the reason. Needs a connection of its own (`max: 1`).
 */
export async function replayUpgrade(
  sql: postgres.Sql,
  script: Script,
  pending: readonly Migration[],
): Promise<UpgradeOutcome> {
  const start = performance.now();
  let rows: SyntheticRows = { filled: [], empty: [] };
  const filled = await attempt(sql, script, pending, async () => {
    rows = await insertRows(sql, script.tracker);
  });
  const empty = filled.failure === null ? filled : await attempt(sql, script, pending, async () => {});
  const isDueToRows = filled.failure !== null && !isSame(filled.failure, empty.failure);
  return {
    applied: empty.applied,
    failure: empty.failure,
    failureOnRows: isDueToRows ? filled.failure : null,
    emptyTables: rows.empty,
    durationMs: performance.now() - start,
  };
}

interface Attempt {
  readonly applied: readonly string[];
  readonly failure: ReplayFailure | null;
}

async function attempt(
  sql: postgres.Sql,
  script: Script,
  pending: readonly Migration[],
  fill: () => Promise<void>,
): Promise<Attempt> {
  await sql`BEGIN`.simple();
  try {
    await fill();
    const applied: string[] = [];
    for (const migration of pending) {
      script.onMigration?.(migration.tag);
      const failure = await runAndRecord(sql, script, migration);
      if (failure !== null) return { applied, failure };
      applied.push(migration.tag);
    }
    return { applied, failure: await checkDeferred(sql, pending) };
  } finally {
    await sql`ROLLBACK`.simple();
    await sql`DISCARD ALL`.simple();
  }
}

function isSame(left: ReplayFailure, right: ReplayFailure | null): boolean {
  return right !== null && right.tag === left.tag && right.span.start === left.span.start;
}
