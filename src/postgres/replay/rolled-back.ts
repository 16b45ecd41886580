/** Work that leaves nothing behind. */
import type postgres from 'postgres';

/** Does the work in a transaction that is rolled back, and gives the session back by `reset` (see `resetSqlFor`). */
export async function rolledBack<T>(sql: postgres.Sql, reset: string, work: () => Promise<T>): Promise<T> {
  // Not awaited, so that it travels with the statements; where it fails, they do.
  sql`BEGIN`.simple().catch(() => undefined);
  try {
    return await work();
  } finally {
    await Promise.all([sql`ROLLBACK`.simple(), sql.unsafe(reset)]);
  }
}
