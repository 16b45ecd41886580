/** Makes and fills Drizzle's tracking table byte for byte as the migrators of both lines do. */
import type postgres from 'postgres';
import type { Layout, Migration } from '../../model/history.js';
import { quoteIdentifier, quoteLiteral } from '../../model/quote.js';
import type { TrackerPlace } from '../../model/project.js';
import type { TrackerUpgrade } from '../../model/tracker-upgrade.js';

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

/**
 * The same where it is missing. With IF NOT EXISTS the server asks for the right to create before it looks whether
 * there is something to create (42501 for a role that owns the schema and nothing else).
 */
export async function createMissingTracker(sql: postgres.Sql, place: TrackerPlace, layout: Layout): Promise<void> {
  const [there] = await sql<[{ schema: boolean; table: boolean }]>`
    select pg_catalog.to_regnamespace(pg_catalog.quote_ident(${place.schema})) is not null as schema,
           pg_catalog.to_regclass(${quoteIdentifier(place.schema, place.table)}) is not null as table`;
  if (!there.schema) await sql`CREATE SCHEMA ${sql(place.schema)}`.simple();
  if (there.table) return;
  await sql`CREATE TABLE ${sql(place.schema)}.${sql(place.table)} (${sql.unsafe(COLUMNS[layout])})`.simple();
}

/** What drizzle-orm 1.0 does to a 0.x tracker before it reads it (`upToV1`). */
export async function upgradeTable(sql: postgres.Sql, place: TrackerPlace, upgrade: TrackerUpgrade): Promise<void> {
  const table = quoteIdentifier(place.schema, place.table);
  await sql.unsafe(`ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS "name" text`);
  await sql.unsafe(`ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS "applied_at" timestamp with time zone DEFAULT now()`);
  for (const [{ id }, { tag }] of upgrade.migrations) {
    await sql.unsafe(
      `UPDATE ${table} SET "name" = ${quoteLiteral(tag)}, "applied_at" = NULL WHERE "id" = ${quoteLiteral(id ?? '')}`,
    );
  }
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
