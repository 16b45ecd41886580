/** The oracle: runs a migration twice on a real server and says what the second run did. */
import type postgres from 'postgres';
import { compareCatalogs } from '../../../src/compare/compare-catalogs.js';
import type { Catalog } from '../../../src/model/catalog.js';
import { readCatalog } from '../../../src/postgres/catalog/read-catalog.js';

export interface Twice {
  /** SQLSTATE of each statement's second run; null: it raised nothing. */
  readonly errors: readonly (string | null)[];
  /** What the second run changed, as differences of the catalog and tables with other rows. */
  readonly changes: readonly string[];
  /** After the first run. */
  readonly catalog: Catalog;
}

/** Needs a connection of its own; leaves the database as it was. Throws what the first run raises. */
export async function runTwice(sql: postgres.Sql, setup: string, statements: readonly string[]): Promise<Twice> {
  await sql.unsafe('BEGIN');
  try {
    await sql.unsafe(setup);
    for (const statement of statements) await sql.unsafe(statement);
    const before = await readState(sql);
    const errors: (string | null)[] = [];
    for (const statement of statements) errors.push(await tryAgain(sql, statement));
    const after = await readState(sql);
    return { errors, changes: changesBetween(before, after), catalog: before.catalog };
  } finally {
    await sql.unsafe('ROLLBACK');
  }
}

async function tryAgain(sql: postgres.Sql, statement: string): Promise<string | null> {
  await sql.unsafe('SAVEPOINT again');
  try {
    await sql.unsafe(statement);
    return null;
  } catch (error) {
    await sql.unsafe('ROLLBACK TO again');
    return (error as postgres.PostgresError).code;
  }
}

interface State {
  readonly catalog: Catalog;
  readonly rows: ReadonlyMap<string, string>;
}

async function readState(sql: postgres.Sql): Promise<State> {
  const catalog = await readCatalog(sql);
  const tables = await sql<{ name: string }[]>`
    select oid::regclass::text as name from pg_class
    where relkind = 'r' and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema') order by 1`;
  const rows = new Map<string, string>();
  for (const { name } of tables) {
    const [table] = await sql.unsafe<[{ all: string }]>(
      `select json_agg(t order by t::text)::text as all from ${name} t`,
    );
    rows.set(name, table.all);
  }
  return { catalog, rows };
}

function changesBetween(before: State, after: State): string[] {
  const tables = [...before.rows]
    .filter(([name, all]) => after.rows.get(name) !== all)
    .map(([name]) => `rows of ${name}`);
  return [...compareCatalogs(before.catalog, after.catalog, 'all').map(({ object }) => object), ...tables];
}
