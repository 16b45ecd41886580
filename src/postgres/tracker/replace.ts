/** Puts a new tracker in the place of the old one, which is kept under a dated name. All of it on an open transaction. */
import type postgres from 'postgres';
import { keptName } from '../../model/kept-tracker.js';
import type { TrackerPlace } from '../../model/project.js';
import { quoteIdentifier } from '../../model/quote.js';
import type { WrittenRow } from '../../model/tracker-change.js';
import { readGrants, readProperties, type TrackerProperties } from './properties.js';
import { createMissingTracker } from './write.js';

export interface NewTracker {
  readonly place: TrackerPlace;
  readonly line: '0.x' | '1.0';
  readonly rows: readonly WrittenRow[];
}

/**
 * `now` (milliseconds since 1970) names the copy; where it is returned as null, there was no table. The old one is moved out
 * of the way first, so that PostgreSQL gives the new one, its key and its sequence the very names that Drizzle's migrator
 * gets. Rejects with the server's error.
 */
export async function replaceTracker(
  sql: postgres.Sql,
  { place, line, rows }: NewTracker,
  now: number,
): Promise<TrackerPlace | null> {
  const properties = await readProperties(sql, place);
  const kept = properties === null ? null : await moveAway(sql, place, properties, now);
  await createMissingTracker(sql, place, line === '1.0' ? 'folders' : 'journal');
  const sequence = await sequenceOf(sql, place);
  await insertRows(sql, place, line, rows, { sequence, lastId: properties?.lastId ?? null });
  if (kept !== null && properties !== null) await takeOver(sql, { from: kept, to: place, sequence, properties });
  return kept;
}

async function moveAway(
  sql: postgres.Sql,
  place: TrackerPlace,
  { parts }: TrackerProperties,
  now: number,
): Promise<TrackerPlace> {
  for (const { kind, name } of parts) {
    const part = quoteIdentifier(place.schema, name);
    await sql.unsafe(`ALTER ${kind} ${part} RENAME TO ${quoteIdentifier(keptName(name, now))}`);
  }
  const table = keptName(place.table, now);
  await sql`ALTER TABLE ${sql(place.schema)}.${sql(place.table)} RENAME TO ${sql(table)}`.simple();
  return { schema: place.schema, table };
}

/** Quoted. */
async function sequenceOf(sql: postgres.Sql, { schema, table }: TrackerPlace): Promise<string> {
  const [row] = await sql<[{ sequence: string }]>`
    select pg_catalog.pg_get_serial_sequence(pg_catalog.format('%I.%I', ${schema}::text, ${table}::text), 'id') as sequence`;
  return row.sequence;
}

/** Rows that have an id first: what the sequence gives comes after all of them, and after all that it ever gave. */
async function insertRows(
  sql: postgres.Sql,
  place: TrackerPlace,
  line: '0.x' | '1.0',
  rows: readonly WrittenRow[],
  { sequence, lastId }: { readonly sequence: string; readonly lastId: string | null },
): Promise<void> {
  const table = sql`${sql(place.schema)}.${sql(place.table)}`;
  const used = [lastId, ...rows.map(({ id }) => id)].flatMap((id) => (id === null ? [] : [Number(id)]));
  const last = Math.max(0, ...used);
  if (last > 0) await sql`select pg_catalog.setval(${sequence}::regclass, ${last}::int8)`;
  for (const { id, hash, createdAt, name, appliedAt } of rows) {
    const given = id === null ? sql`pg_catalog.nextval(${sequence}::regclass)` : sql`${id}::int8`;
    const common = sql`${given}, ${hash}, ${createdAt}::int8`;
    if (line === '0.x') await sql`insert into ${table} (id, hash, created_at) values (${common})`;
    else {
      // Not the column's default: nobody knows when it was applied. 1.0's own upgrade writes NULL as well.
      await sql`
        insert into ${table} (id, hash, created_at, name, applied_at)
        values (${common}, ${name}, ${appliedAt}::timestamptz)`;
    }
  }
}

interface Succession {
  readonly from: TrackerPlace;
  readonly to: TrackerPlace;
  readonly sequence: string;
  readonly properties: TrackerProperties;
}

/** Grants before the owner: afterwards they might not be ours to give. */
async function takeOver(sql: postgres.Sql, { from, to, sequence, properties }: Succession): Promise<void> {
  const table = sql`${sql(to.schema)}.${sql(to.table)}`;
  await dropDefaultGrants(sql, to, sequence);
  for (const statement of await readGrants(sql, from, { table: to, sequence })) await sql.unsafe(statement);
  if (properties.hasRowSecurity) await sql`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`.simple();
  if (properties.forcesRowSecurity) await sql`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`.simple();
  if (properties.comment !== null) {
    await sql.unsafe(await commentStatement(sql, to, properties.comment));
  }
  const [me] = await sql<[{ isOwner: boolean }]>`select current_user = ${properties.owner} as "isOwner"`;
  if (!me.isOwner) await sql`ALTER TABLE ${table} OWNER TO ${sql(properties.owner)}`.simple();
}

/** What ALTER DEFAULT PRIVILEGES gave to the new table, and the old one need not have. */
async function dropDefaultGrants(sql: postgres.Sql, { schema, table }: TrackerPlace, sequence: string): Promise<void> {
  const rows = await sql<{ statement: string }[]>`
    select distinct pg_catalog.format('REVOKE ALL ON %s %s FROM %s',
             case c.relkind when 'S' then 'SEQUENCE' else 'TABLE' end, c.oid::regclass,
             case a.grantee when 0 then 'PUBLIC' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) end
           ) as statement
    from pg_catalog.pg_class c
    cross join lateral pg_catalog.aclexplode(c.relacl) a
    where a.grantee <> c.relowner
      and c.oid in (pg_catalog.format('%I.%I', ${schema}::text, ${table}::text)::regclass, ${sequence}::regclass)`;
  for (const { statement } of rows) await sql.unsafe(statement);
}

async function commentStatement(sql: postgres.Sql, { schema, table }: TrackerPlace, text: string): Promise<string> {
  const [row] = await sql<[{ statement: string }]>`
    select pg_catalog.format('COMMENT ON TABLE %I.%I IS %L', ${schema}::text, ${table}::text, ${text}::text) as statement`;
  return row.statement;
}
