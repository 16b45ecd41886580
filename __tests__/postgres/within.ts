/** What statements make of a database, without doing it. */
import type postgres from 'postgres';
import type { Catalog } from '../../src/model/catalog.js';
import { readCatalog } from '../../src/postgres/catalog/read-catalog.js';

/** The catalog after the statements, which are rolled back. */
export async function within(sql: postgres.Sql, statements: readonly string[]): Promise<Catalog> {
  await sql.unsafe('begin');
  try {
    for (const statement of statements) await sql.unsafe(statement);
    return await readCatalog(sql);
  } finally {
    await sql.unsafe('rollback');
  }
}
