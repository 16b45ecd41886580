/** Reads what a database says its own schema is. */
import type postgres from 'postgres';
import type { Catalog, CatalogObject } from '../../model/catalog.js';
import type { TrackerPlace } from '../../model/project.js';
import { quoteLiteral } from '../../model/quote.js';
import { ownObjectsSql } from './own-objects.js';
import { queriesFor } from './queries.js';
import { ENTER_SQL, LEAVE_SQL } from './session.js';
import { withoutTracker } from './tracker-objects.js';

/** The names under which the queries are prepared, in sessions of our own: for all, and for what is near some tables. */
const PREPARED = { all: 'gatekeeper_catalog', near: 'gatekeeper_tables' };

export interface ReadOptions {
  /** Left out of the catalog. */
  readonly tracker?: TrackerPlace;
  /**
   * Of tables, only those of these names (in any schema) and what inherits; and no kind that nothing changes which reaches no
   * further than tables, functions and views. null or absent: all.
   */
  readonly tables?: readonly string[] | null;
  /**
   * The query is planned once in this session and stays prepared there. For a session that is read often, and that is
   * nobody else's: behind a pooler it would stay on a connection that others use.
   */
  readonly keepPrepared?: boolean;
}

/**
 * Everything in `pg_catalog` that defines a schema, without what belongs to Postgres, to extensions or to a session.
 * Needs a single connection or a transaction, takes two round trips, writes nothing, and leaves the session's settings
 * as they were.
 */
export async function readCatalog(
  sql: postgres.Sql | postgres.TransactionSql,
  options: ReadOptions = {},
): Promise<Catalog> {
  const [session] = await sql<[Session]>`
    select pg_catalog.current_setting('server_version_num')::pg_catalog.int4 as version,
           (select pg_catalog.json_agg(name) from pg_catalog.pg_prepared_statements) as prepared`;
  // Several statements in one message need the simple protocol, hence no parameters.
  const results = await sql.unsafe<{ object: string }[]>(`${ENTER_SQL} ${readingSql(session, options)}; ${LEAVE_SQL}`);
  const objects = (results as unknown as { object: string }[][]).at(-2) ?? [];
  const catalog = {
    serverVersion: session.version,
    objects: objects.map((row) => JSON.parse(row.object) as CatalogObject),
  };
  return options.tracker ? withoutTracker(catalog, options.tracker) : catalog;
}

interface Session {
  /** `server_version_num`. */
  readonly version: number;
  /** Names; null: there are none. */
  readonly prepared: readonly string[] | null;
}

function readingSql({ version, prepared }: Session, { tables = null, keepPrepared = false }: ReadOptions): string {
  const names = `array[${tables?.map(quoteLiteral).join(', ') ?? ''}]::text[]`;
  if (!keepPrepared) return catalogSql(version, tables && names);
  const name = tables === null ? PREPARED.all : PREPARED.near;
  const prepare = `prepare ${name} (text[]) as ${catalogSql(version, tables && '$1')};`;
  return `${prepared?.includes(name) ? '' : prepare} execute ${name} (${names})`;
}

/** One statement, so that one snapshot serves all kinds. `tables`: see `ownObjectsSql`. */
function catalogSql(serverVersion: number, tables: string | null): string {
  const kinds = queriesFor(serverVersion, tables !== null).map((kind) => `(${kind})`);
  return /* sql */ `
    with ${ownObjectsSql(tables)}
    select row_to_json(o)::text as object from (${kinds.join(' union all ')}) o`;
}
