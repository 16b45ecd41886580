/** Executes statements one after the other on the server's side, each in a subtransaction, in one round trip. */
import type postgres from 'postgres';
import { quoteLiteral } from '../../model/quote.js';
import type { ServerError } from '../../model/replay.js';
import type { Statement } from '../../model/sql.js';
import type { Writes } from './writes.js';

/** One statement, what it wrote, and how it failed; a failed one has been undone, though its writes are counted. */
export interface Attempt {
  readonly statement: Statement;
  /** null: it succeeded. */
  readonly error: ServerError | null;
  readonly before: Writes;
  readonly after: Writes;
}

/** What the block collects, in the order of the statements; the first element is the state before all. */
interface Step {
  readonly error: ServerError | null;
  readonly catalog: number;
  readonly tables: Readonly<Record<string, readonly [inserted: number, updated: number, deleted: number]>>;
}

/**
 * What this transaction has written to ordinary tables, by Postgres's own counters, as in `{"public.orders": [2, 0, 0]}`. It takes a
 * look at every table, so it is asked only where a statement may write rows.
 */
const COUNT_ROWS = /* sql */ `
    SELECT json_object_agg(name, json_build_array(i, u, d)) INTO tables
      FROM (SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name,
                   pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid) AS i,
                   pg_catalog.pg_stat_get_xact_tuples_updated(c.oid) AS u,
                   pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid) AS d
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'r' AND c.oid >= 16384) AS counted
     WHERE i + u + d > 0;`;

/**
 * Executes and counts. What was written to the system catalogs is one number, which stays the same as long as the schema does.
 * Reading and planning the block takes longer than all else, so nothing is in it that the statements do not need.
 */
const blockOf = (texts: readonly string[], countsRows: boolean): string => /* sql */ `
DECLARE
  statements text[] := ARRAY[${texts.map(quoteLiteral).join(', ')}]::text[];
  catalogs oid[] := ARRAY(SELECT oid FROM pg_catalog.pg_class WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r');
  written bigint;
  tables json;
  steps json[] := '{}';
  failure json;
  state text; message text; detail text; hint text; context text;
BEGIN
  FOR step IN 0 .. ${texts.length} LOOP
    IF step > 0 THEN
      BEGIN
        failure := NULL;
        EXECUTE statements[step];
      EXCEPTION WHEN OTHERS THEN
        GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL,
                                hint = PG_EXCEPTION_HINT, context = PG_EXCEPTION_CONTEXT;
        failure := json_build_object('sqlstate', state, 'message', message, 'detail', nullif(detail, ''),
                                     'hint', nullif(hint, ''), 'context', nullif(context, ''));
      END;
    END IF;
    SELECT sum(pg_catalog.pg_stat_get_xact_tuples_inserted(o) + pg_catalog.pg_stat_get_xact_tuples_updated(o)
               + pg_catalog.pg_stat_get_xact_tuples_deleted(o))
      INTO written FROM unnest(catalogs) AS o;
    ${countsRows ? COUNT_ROWS : ''}
    steps := steps || json_build_object('error', failure, 'catalog', written, 'tables', coalesce(tables, '{}'));
  END LOOP;
  PERFORM pg_catalog.set_config('gatekeeper.steps', pg_catalog.array_to_json(steps)::text, true);
END`;

/** Node types that may write rows, by themselves or through a function. */
const WRITES_ROWS = new Set([
  'InsertStmt',
  'UpdateStmt',
  'DeleteStmt',
  'MergeStmt',
  'TruncateStmt',
  'SelectStmt',
  'DoStmt',
  'CallStmt',
  'CopyStmt',
  'CreateTableAsStmt',
]);

/** Needs an open transaction. A statement that Postgres runs in no transaction fails (25001), as under Drizzle. */
export async function executeAll(sql: postgres.Sql, statements: readonly Statement[]): Promise<Attempt[]> {
  const block = blockOf(
    statements.map(({ text }) => text),
    statements.some(({ type }) => WRITES_ROWS.has(type)),
  );
  // In one message, and so in one round trip.
  const results = await sql.unsafe(`
    DO ${quoteLiteral(block)};
    SELECT pg_catalog.current_setting('gatekeeper.steps') AS steps`);
  const [row] = results.at(-1) as unknown as [{ steps: string }];
  const [first, ...rest] = JSON.parse(row.steps) as [Step, ...Step[]];
  const readings = [first, ...rest].map(toWrites);
  return statements.map((statement, index) => ({
    statement,
    error: rest[index]?.error ?? null,
    before: readings[index] as Writes,
    after: readings[index + 1] as Writes,
  }));
}

function toWrites({ catalog, tables }: Step): Writes {
  const changes = Object.entries(tables).map(([table, [inserted, updated, deleted]]) => {
    return [table, { table, inserted, updated, deleted }] as const;
  });
  return { catalog, tables: new Map(changes) };
}
