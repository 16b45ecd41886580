/** What the role of a connection may do, asked of the server. */
import type postgres from 'postgres';
import type { Layout } from '../../model/history.js';
import type { TrackerPlace } from '../../model/project.js';
import type { Rights, WithheldRight } from '../../model/proof.js';

/** Writes nothing. `mayRecord` looks at the tracker where it is, else at what creating it takes. */
export async function readRights(sql: postgres.Sql, place: TrackerPlace, layout: Layout): Promise<Rights> {
  const [asked] = await sql<[Omit<Rights, 'mayRecord' | 'withheld'>]>`
    select array(select rolname::text from pg_catalog.pg_roles where pg_catalog.pg_has_role(oid, 'usage')) as "actsAs",
           array(select nspname::text from pg_catalog.pg_namespace
                 where pg_catalog.has_schema_privilege(oid, 'create') and nspname !~ '^pg_') as creatable,
           array(select nspname::text from pg_catalog.pg_namespace
                 where pg_catalog.has_schema_privilege(oid, 'usage') and nspname !~ '^pg_') as usable,
           pg_catalog.has_database_privilege(current_database(), 'create') as "mayCreateSchemas",
           (select rolcreaterole or rolsuper from pg_catalog.pg_roles where rolname = current_user) as "mayCreateRoles"`;
  const rights = { ...asked, withheld: await readWithheld(sql) };
  return { ...rights, mayRecord: await mayRecord(sql, place, layout, rights) };
}

/** DELETE and TRUNCATE are of whole tables; the others may be given for single columns as well. */
async function readWithheld(sql: postgres.Sql): Promise<readonly WithheldRight[]> {
  return sql<WithheldRight[]>`
    select n.nspname::text as schema, c.relname::text as table, pg_catalog.format('%I.%I', n.nspname, c.relname) as path,
           p.privilege
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    cross join pg_catalog.unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES}'::text[]) as p (privilege)
    where c.relkind in ('r', 'p', 'v', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and not (pg_catalog.has_schema_privilege(n.oid, 'usage')
               and case when p.privilege in ('DELETE', 'TRUNCATE') then pg_catalog.has_table_privilege(c.oid, p.privilege)
                   else pg_catalog.has_any_column_privilege(c.oid, p.privilege) end)`;
}

/** The rows take a number from the sequence of `id`; 1.0 also adds columns to a table of 0.x, which only its owner may. */
async function mayRecord(
  sql: postgres.Sql,
  { schema, table }: TrackerPlace,
  layout: Layout,
  { creatable, mayCreateSchemas, actsAs }: Omit<Rights, 'mayRecord'>,
): Promise<boolean> {
  const [tracker] = await sql<{ mayInsert: boolean; owner: string; hasNames: boolean }[]>`
    select pg_catalog.has_schema_privilege(n.oid, 'usage') and pg_catalog.has_table_privilege(c.oid, 'insert')
             and coalesce((select bool_and(pg_catalog.has_sequence_privilege(s.oid, 'usage'))
                           from pg_catalog.pg_depend d
                           join pg_catalog.pg_class s on s.oid = d.objid and s.relkind = 'S'
                           where d.refobjid = c.oid and d.deptype = 'a'), true) as "mayInsert",
           pg_catalog.pg_get_userbyid(c.relowner)::text as owner,
           exists (select from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attname = 'name') as "hasNames"
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and c.relname = ${table}`;
  if (tracker !== undefined) {
    return tracker.mayInsert && (layout === 'journal' || tracker.hasNames || actsAs.includes(tracker.owner));
  }
  const [existing] = await sql`select from pg_catalog.pg_namespace where nspname = ${schema}`;
  return existing === undefined ? mayCreateSchemas : creatable.includes(schema);
}
