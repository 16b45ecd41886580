/** Work that leaves nothing behind. */
import type postgres from 'postgres';

/** Does the work in a transaction that is rolled back, and gives back the session's settings. */
export async function rolledBack<T>(sql: postgres.Sql, work: () => Promise<T>): Promise<T> {
  // Not awaited, so that it travels with the statements; where it fails, they do.
  sql`BEGIN`.simple().catch(() => undefined);
  try {
    return await work();
  } finally {
    await Promise.all([sql`ROLLBACK`.simple(), sql`DISCARD ALL`.simple()]);
  }
}
