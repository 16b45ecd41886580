/** The replay of a deploy: a database at the base branch's state, with rows, takes what Drizzle's migrator would pick. */
import type postgres from 'postgres';
import type { Migration } from '../../model/history.js';
import type { UpgradeOutcome } from '../../model/replay.js';
import { insertRows } from './rows/insert-rows.js';
import { runAndRecord, type Script } from './replay.js';

/**
 * Expects the base history committed in this database. Runs `pending` in one transaction that is rolled back, so that
 * neither the synthetic rows nor the changes stay. Needs a connection of its own (`max: 1`).
 */
export async function replayUpgrade(
  sql: postgres.Sql,
  script: Script,
  pending: readonly Migration[],
): Promise<UpgradeOutcome> {
  const start = performance.now();
  await sql`BEGIN`.simple();
  const rows = await insertRows(sql, script.tracker);
  const applied: string[] = [];
  for (const migration of pending) {
    script.onMigration?.(migration.tag);
    const failure = await runAndRecord(sql, script, migration);
    if (failure !== null) return finish({ applied, failure });
    applied.push(migration.tag);
  }
  return finish({ applied, failure: null });

  async function finish(end: Pick<UpgradeOutcome, 'applied' | 'failure'>): Promise<UpgradeOutcome> {
    await sql`ROLLBACK`.simple();
    await sql`DISCARD ALL`.simple();
    return { ...end, emptyTables: rows.empty, durationMs: performance.now() - start };
  }
}
