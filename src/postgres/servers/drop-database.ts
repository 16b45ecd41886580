import type postgres from 'postgres';
import { quoteIdentifier } from '../../model/quote.js';

/** Drops a database that may still have sessions. `WITH (FORCE)` came with PostgreSQL 13. */
export async function dropDatabase(sql: postgres.Sql, name: string): Promise<void> {
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ${name}`;
  await sql.unsafe(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)}`);
}
