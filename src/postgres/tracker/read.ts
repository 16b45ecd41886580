/** Reads Drizzle's tracking table as it is, whatever has become of it. */
import type postgres from 'postgres';
import type { TrackerPlace } from '../../model/project.js';
import type { StoredRow, Tracker, TrackerColumn, TrackerReading } from '../../model/tracker.js';

/** Writes nothing; wants a transaction of one snapshot. Rejects with the server's error where the table may not be read. */
export async function readTracker(sql: postgres.Sql, place: TrackerPlace): Promise<TrackerReading> {
  const places = await findTrackers(sql, place);
  const own = places.find(({ isOwn }) => isOwn);
  const others = places.filter(({ isOwn }) => !isOwn);
  return {
    tracker: own === undefined ? null : { ...place, ...(await readRows(sql, place)) },
    others: await Promise.all(
      others.map(async ({ schema, table, readable }) => ({
        schema,
        table,
        rows: readable ? await countRows(sql, { schema, table }) : null,
      })),
    ),
  };
}

interface Found extends TrackerPlace {
  readonly isOwn: boolean;
  readonly readable: boolean;
}

/** The table at `place`, whatever its columns, and every other one with the columns that 0.x gives it and no strange one. */
async function findTrackers(sql: postgres.Sql, { schema, table }: TrackerPlace): Promise<readonly Found[]> {
  return sql<Found[]>`
    select n.nspname as schema, c.relname as table, n.nspname = ${schema} and c.relname = ${table} as "isOwn",
           has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') as readable
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    cross join lateral (
      select pg_catalog.array_agg(a.attname::text) as columns
      from pg_catalog.pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    ) a
    where c.relkind in ('r', 'p') and n.nspname !~ '^pg_'
      and (n.nspname = ${schema} and c.relname = ${table}
           or a.columns @> '{id,hash,created_at}' and a.columns <@ '{id,hash,created_at,name,applied_at}')
    order by 1, 2`;
}

async function countRows(sql: postgres.Sql, { schema, table }: TrackerPlace): Promise<number> {
  const [row] = await sql<[{ count: number }]>`select count(*)::int4 as count from ${sql(schema)}.${sql(table)}`;
  return row.count;
}

async function readRows(
  sql: postgres.Sql,
  { schema, table }: TrackerPlace,
): Promise<Pick<Tracker, 'columns' | 'rows' | 'newest'>> {
  const columns = await sql<TrackerColumn[]>`
    select a.attname as name, pg_catalog.format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as "isNullable",
           pg_catalog.pg_get_expr(d.adbin, d.adrelid) as default
    from pg_catalog.pg_attribute a
    left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = pg_catalog.format('%I.%I', ${schema}::text, ${table}::text)::pg_catalog.regclass
      and a.attnum > 0 and not a.attisdropped
    order by a.attnum`;
  const name = sql`${sql(schema)}.${sql(table)}`;
  // Through JSON: a column may be missing, and a number of the driver is not exact.
  const rows = await sql<{ row: Readonly<Record<string, string | null>> }[]>`
    select (select pg_catalog.json_object_agg(key, value) from pg_catalog.json_each_text(pg_catalog.row_to_json(t))) as row
    from ${name} t order by t.ctid`;
  const hasTime = columns.some((column) => column.name === 'created_at');
  // The migrator's own question: what is newest depends on the column's type, and NULL comes first.
  const [newest] = hasTime
    ? await sql<{ value: string | null }[]>`
        select created_at::text as value from ${name} order by created_at desc limit 1`
    : [];
  return { columns: [...columns], rows: rows.map(({ row }) => toStoredRow(row)), newest: newest?.value ?? null };
}

function toStoredRow(row: Readonly<Record<string, string | null>>): StoredRow {
  return {
    id: row['id'] ?? null,
    hash: row['hash'] ?? null,
    createdAt: row['created_at'] ?? null,
    name: row['name'] ?? null,
    appliedAt: row['applied_at'] ?? null,
  };
}
