/** Which relation and column is which, whatever its name: by the numbers that PostgreSQL gives them. */
import type postgres from 'postgres';
import { quoteIdentifier } from '../../model/quote.js';

export interface Identity {
  readonly schema: string;
  readonly name: string;
  /** Names by number (`attnum`), which no other column of the table ever gets. */
  readonly columns: Readonly<Record<string, string>>;
}

/** By `oid`. A schema has no columns, and its name in both fields; a view holds no rows of its own. */
export type Identities = ReadonlyMap<number, Identity & { readonly isSchema: boolean; readonly isView: boolean }>;

export async function readIdentities(sql: postgres.Sql): Promise<Identities> {
  const rows = await sql<(Identity & { oid: number; isSchema: boolean; isView: boolean })[]>`
    select c.oid, n.nspname as schema, c.relname as name, false as "isSchema", c.relkind = 'v' as "isView",
           coalesce((select pg_catalog.json_object_agg(a.attnum, a.attname) from pg_catalog.pg_attribute a
                     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '{}') as columns
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    union all
    select n.oid, n.nspname, n.nspname, true, false, '{}'
    from pg_catalog.pg_namespace n
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;
  return new Map(rows.map((row) => [row.oid, row]));
}

/** SQL that gives everything its old name back, schemas first. Pure. */
export function undoRenames(before: Identities, after: Identities): readonly string[] {
  const schemas: string[] = [];
  const others: string[] = [];
  for (const [oid, old] of before) {
    const now = after.get(oid);
    if (now === undefined) continue;
    if (!old.isSchema) others.push(...renamesOf(old, { ...now, schema: schemaBefore(now.schema, before, after) }));
    else if (old.name !== now.name) {
      schemas.push(`ALTER SCHEMA ${quoteIdentifier(now.name)} RENAME TO ${quoteIdentifier(old.name)};`);
    }
  }
  return [...schemas, ...others];
}

/** What a schema is called once the renames of schemas are undone. */
function schemaBefore(name: string, before: Identities, after: Identities): string {
  const [oid] = [...after].find(([, each]) => each.isSchema && each.name === name) ?? [];
  return (oid === undefined ? undefined : before.get(oid))?.name ?? name;
}

/** ALTER TABLE takes views and sequences as well. */
function renamesOf(old: Identity, now: Identity): string[] {
  const statements: string[] = [];
  if (now.schema !== old.schema) {
    statements.push(`ALTER TABLE ${quoteIdentifier(now.schema, now.name)} SET SCHEMA ${quoteIdentifier(old.schema)};`);
  }
  if (now.name !== old.name) {
    statements.push(`ALTER TABLE ${quoteIdentifier(old.schema, now.name)} RENAME TO ${quoteIdentifier(old.name)};`);
  }
  const table = quoteIdentifier(old.schema, old.name);
  for (const [number, name] of Object.entries(old.columns)) {
    const renamed = now.columns[number];
    if (renamed === undefined || renamed === name) continue;
    statements.push(`ALTER TABLE ${table} RENAME COLUMN ${quoteIdentifier(renamed)} TO ${quoteIdentifier(name)};`);
  }
  return statements;
}

/** Tables and columns that have their old names and are others: what was in the old ones is gone. Pure. */
export function findReplaced(before: Identities, after: Identities): readonly string[] {
  const names = new Map([...after].map(([oid, { schema, name }]) => [`${schema}.${name}`, oid]));
  return [...before].flatMap(([oid, old]) => {
    if (old.isSchema || old.isView) return [];
    const path = `${old.schema}.${old.name}`;
    const now = after.get(oid);
    if (now === undefined) return names.has(path) ? [`table ${path}`] : [];
    const present = new Set(Object.values(now.columns));
    const gone = Object.entries(old.columns).filter(([number, name]) => !(number in now.columns) && present.has(name));
    return gone.map(([, name]) => `column ${path}.${name}`);
  });
}
