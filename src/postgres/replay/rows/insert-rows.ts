/** Puts one synthetic row into each table that can take one, so that a migration meets data as it will in production. */
import type postgres from 'postgres';
import type { TrackerPlace } from '../../../model/project.js';
import { quoteIdentifier, quoteLiteral } from '../../../model/quote.js';
import { toServerError } from '../../server-error.js';
import { candidatesFor } from './candidates.js';
import { readTables, type Column, type Table } from './tables.js';

export interface SyntheticRows {
  /** Schema-qualified names, quoted where they have to be. */
  readonly filled: readonly string[];
  /** Tables that took no row, with the server's reason. */
  readonly empty: readonly { readonly table: string; readonly reason: string }[];
}

/** Attempts per table; CHECK constraints over several columns may need some. */
const ATTEMPTS = 40;

/** Tables whose plainest row is sent without waiting. Behind one that fails the server refuses the others. */
const SENT_AT_ONCE = 32;

/** Needs an open transaction on a connection of its own. Nullable columns stay NULL, and columns with a default take it. */
export async function insertRows(sql: postgres.Sql, tracker: TrackerPlace): Promise<SyntheticRows> {
  const filled: string[] = [];
  const empty: { table: string; reason: string }[] = [];
  const tables = await readTables(sql, tracker);
  while (filled.length + empty.length < tables.length) {
    const at = filled.length + empty.length;
    const taken = await insertPlainest(sql, tables.slice(at, at + SENT_AT_ONCE));
    filled.push(...tables.slice(at, at + taken).map(({ name }) => name));
    // The one that failed, or the first that was not sent.
    const next = tables[at + taken];
    if (next === undefined) break;
    const reason = await insertRow(sql, next);
    if (reason === null) filled.push(next.name);
    else empty.push({ table: next.name, reason });
  }
  await deferAgain(sql);
  return { filled, empty };
}

/** Inserting made every constraint immediate; those that are deferred from the start become so again. */
async function deferAgain(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<[{ names: string | null }]>`
    SELECT string_agg(DISTINCT format('%I.%I', n.nspname, c.conname), ', ') AS names
      FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
     WHERE c.condeferred`;
  if (row.names !== null) await sql.unsafe(`SET CONSTRAINTS ${row.names} DEFERRED`);
}

/** How many of the tables took it, from the first on. */
async function insertPlainest(sql: postgres.Sql, tables: readonly Table[]): Promise<number> {
  const inserts = tables.map((table) => sql.unsafe(messageFor(table, plainestOf(table))));
  const failed = (await Promise.allSettled(inserts)).findIndex(({ status }) => status === 'rejected');
  if (failed === -1) return tables.length;
  await sql`ROLLBACK TO SAVEPOINT synthetic`.simple();
  return failed;
}

/** null: the row is in. */
async function insertRow(sql: postgres.Sql, table: Table): Promise<string | null> {
  let reason = 'no values to try';
  for (const values of combinations(table)) {
    const failure = await attemptInsert(sql, table, values);
    if (failure === null) return null;
    reason = failure;
  }
  return reason;
}

/** The plainest value of each column first; then one column after the other takes its other values. */
function* combinations({ required, checks }: Table): Generator<ReadonlyMap<string, string>> {
  const choices = required.map((column) => ({ column, values: candidatesFor(column, checks) }));
  const first = plainestOf({ required, checks });
  yield first;
  let attempts = 1;
  for (const { column, values } of choices) {
    for (const value of values.slice(1)) {
      if (attempts++ >= ATTEMPTS) return;
      yield new Map([...first, [column.name, value]]);
    }
  }
}

function plainestOf({ required, checks }: Pick<Table, 'required' | 'checks'>): ReadonlyMap<string, string> {
  return new Map(required.map((column) => [column.name, candidatesFor(column, checks)[0] ?? '']));
}

async function attemptInsert(
  sql: postgres.Sql,
  table: Table,
  values: ReadonlyMap<string, string>,
): Promise<string | null> {
  try {
    await sql.unsafe(messageFor(table, values));
    return null;
  } catch (cause) {
    const error = toServerError(cause);
    if (error === null) throw cause;
    await sql`ROLLBACK TO SAVEPOINT synthetic`.simple();
    return `${error.message} (${error.sqlstate})`;
  }
}

/** Deferred constraints would otherwise speak up when nobody knows which row they mean. */
function messageFor(table: Table, values: ReadonlyMap<string, string>): string {
  const insert = insertStatement(table, values);
  return `SAVEPOINT synthetic; ${insert}; SET CONSTRAINTS ALL IMMEDIATE; RELEASE SAVEPOINT synthetic`;
}

function insertStatement(table: Table, values: ReadonlyMap<string, string>): string {
  if (table.required.length === 0) return `INSERT INTO ${table.name} DEFAULT VALUES`;
  const columns = table.required.map(({ name }) => quoteIdentifier(name)).join(', ');
  const expressions = table.required.map((column) => valueOf(table, column, values.get(column.name) ?? ''));
  return `INSERT INTO ${table.name} (${columns}) VALUES (${expressions.join(', ')})`;
}

/** A key that refers to another table takes over what stands there. */
function valueOf(table: Table, column: Column, value: string): string {
  for (const { columns, references, referenced } of table.foreignKeys) {
    const at = columns.indexOf(column.name);
    if (at !== -1) return `(SELECT ${quoteIdentifier(referenced[at] ?? '')} FROM ${references} LIMIT 1)`;
  }
  return quoteLiteral(value);
}
