/** Reads what a database says its own schema is. */
import type postgres from 'postgres';
import type { Catalog, CatalogObject } from '../../model/catalog.js';
import type { TrackerPlace } from '../../model/project.js';
import { ownObjectsSql } from './own-objects.js';
import { queriesFor } from './queries.js';
import { ENTER_SQL, LEAVE_SQL } from './session.js';
import { withoutTracker } from './tracker-objects.js';

/**
 * Everything in `pg_catalog` that defines a schema, without what belongs to Postgres, to extensions or to a session, and
 * without Drizzle's tracker where its place is given. With `tables`, of tables only those of these names (in any schema) and
 * what inherits. Needs a single connection or a transaction, takes two round trips, writes nothing, and leaves the
 * session's settings as they were.
 */
export async function readCatalog(
  sql: postgres.Sql | postgres.TransactionSql,
  options: { readonly tracker?: TrackerPlace; readonly tables?: readonly string[] | null } = {},
): Promise<Catalog> {
  const [server] = await sql<[{ version: number }]>`
    select pg_catalog.current_setting('server_version_num')::pg_catalog.int4 as version`;
  // Several statements in one message need the simple protocol, hence no parameters.
  const reading = catalogSql(server.version, options.tables ?? null);
  const results = await sql.unsafe<{ object: string }[]>(`${ENTER_SQL} ${reading}; ${LEAVE_SQL}`);
  const objects = (results as unknown as { object: string }[][])[2] ?? [];
  const catalog = {
    serverVersion: server.version,
    objects: objects.map((row) => JSON.parse(row.object) as CatalogObject),
  };
  return options.tracker ? withoutTracker(catalog, options.tracker) : catalog;
}

/** One statement, so that one snapshot serves all kinds. */
function catalogSql(serverVersion: number, tables: readonly string[] | null): string {
  const kinds = queriesFor(serverVersion).map((kind) => `(${kind})`);
  return /* sql */ `
    with ${ownObjectsSql(tables)}
    select row_to_json(o)::text as object from (${kinds.join(' union all ')}) o`;
}
