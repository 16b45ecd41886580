/** Makes and fills Drizzle's tracking table byte for byte as the migrators of both lines do. */
import type postgres from 'postgres';
import type { Layout, Migration } from '../../model/history.js';
import { quoteLiteral } from '../../model/quote.js';
import type { TrackerPlace } from '../../model/project.js';

/** Columns as drizzle-orm 0.45 (`pg-core/dialect`) and 1.0 (`up-migrations/pg`) create them. */
const COLUMNS: Record<Layout, string> = {
  journal: 'id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint',
  folders:
    'id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint, name text, applied_at timestamp with time zone DEFAULT now()',
};

/** Both statements of the migrator's prologue, which runs outside its transaction. */
export async function createTracker(sql: postgres.Sql, place: TrackerPlace, layout: Layout): Promise<void> {
  await sql`CREATE SCHEMA IF NOT EXISTS ${sql(place.schema)}`.simple();
  await sql`CREATE TABLE IF NOT EXISTS ${sql(place.schema)}.${sql(place.table)} (${sql.unsafe(COLUMNS[layout])})`.simple();
}

/** The row that Drizzle's migrator writes after a migration. */
export async function recordMigration(
  sql: postgres.Sql,
  place: TrackerPlace,
  layout: Layout,
  migration: Migration,
): Promise<void> {
  const columns = ['hash', 'created_at', ...(layout === 'folders' ? ['name'] : [])];
  const values = [quoteLiteral(migration.hash), String(migration.when), quoteLiteral(migration.tag)];
  // Literals, since a statement with parameters takes two round trips more.
  const row = sql.unsafe(values.slice(0, columns.length).join(', '));
  await sql`INSERT INTO ${sql(place.schema)}.${sql(place.table)} (${sql(columns)}) VALUES (${row})`.simple();
}
