/** What a transaction has written so far, by Postgres's own count, which costs less than reading the data. */
import type postgres from 'postgres';
import type { RowChange } from '../../model/replay.js';

export interface Writes {
  /** Tuples written to system catalogs; unchanged means that the schema is. */
  readonly catalog: number;
  /** By schema-qualified, quoted name. */
  readonly tables: ReadonlyMap<string, RowChange>;
}

/** Rows written between two readings, by table. */
export function rowChanges(before: Writes, after: Writes): RowChange[] {
  return [...after.tables.values()].flatMap(({ table, inserted, updated, deleted }) => {
    const earlier = before.tables.get(table);
    const change = {
      table,
      inserted: inserted - (earlier?.inserted ?? 0),
      updated: updated - (earlier?.updated ?? 0),
      deleted: deleted - (earlier?.deleted ?? 0),
    };
    return totalOf(change) > 0 ? [change] : [];
  });
}

function totalOf({ inserted, updated, deleted }: RowChange): number {
  return inserted + updated + deleted;
}

/** A text that is equal for equal contents of these tables (quoted names), whatever the order of their rows. */
export async function hashContents(sql: postgres.Sql, tables: readonly string[]): Promise<string> {
  const hashes: string[] = [];
  for (const table of tables) {
    const [exists] = await sql<[{ exists: boolean }]>`SELECT to_regclass(${table}) IS NOT NULL AS exists`;
    if (!exists.exists) hashes.push(`${table} is gone`);
    else hashes.push(await hashTable(sql, table));
  }
  return hashes.join('\n');
}

async function hashTable(sql: postgres.Sql, table: string): Promise<string> {
  const [row] = await sql<[{ hash: string | null }]>`
    SELECT md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C")) AS hash FROM ${sql.unsafe(table)} AS t`;
  return `${table} ${row.hash}`;
}
