/** What a table has besides columns and rows: what a new tracker takes over from the old one, and what it cannot. */
import type postgres from 'postgres';
import type { TrackerPlace } from '../../model/project.js';

export interface TrackerProperties {
  readonly owner: string;
  readonly hasRowSecurity: boolean;
  readonly forcesRowSecurity: boolean;
  readonly comment: string | null;
  /** `last_value` of the sequence of `id`; null: there is none, it has not been used, or the role may not look. */
  readonly lastId: string | null;
  /** Names of its indexes and of the sequences that its columns own: they would stand in the way of the new ones. */
  readonly parts: readonly { readonly kind: 'INDEX' | 'SEQUENCE'; readonly name: string }[];
  /** What hangs on it and would not be carried over, as in `trigger audit`. */
  readonly attachments: readonly string[];
}

/** null: there is no such table. */
export async function readProperties(
  sql: postgres.Sql,
  { schema, table }: TrackerPlace,
): Promise<TrackerProperties | null> {
  const [properties] = await sql<TrackerProperties[]>`
    with tracker as (
      select c.oid, c.relowner, c.relrowsecurity, c.relforcerowsecurity
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ${schema} and c.relname = ${table} and c.relkind in ('r', 'p')
    ), sequence as (
      select s.oid, s.relname, d.refobjsubid
      from pg_catalog.pg_depend d
      join pg_catalog.pg_class s on s.oid = d.objid and s.relkind = 'S'
      join tracker t on t.oid = d.refobjid
      where d.classid = 'pg_catalog.pg_class'::regclass and d.refclassid = 'pg_catalog.pg_class'::regclass
        and d.deptype in ('a', 'i')
    )
    select pg_catalog.pg_get_userbyid(t.relowner)::text as owner, t.relrowsecurity as "hasRowSecurity",
           t.relforcerowsecurity as "forcesRowSecurity", pg_catalog.obj_description(t.oid, 'pg_class') as comment,
           (select max(pg_catalog.pg_sequence_last_value(s.oid))::text from sequence s
            where pg_catalog.has_sequence_privilege(s.oid, 'usage, select')) as "lastId",
           coalesce((
             select json_agg(json_build_object('kind', p.kind, 'name', p.name)) from (
               select 'SEQUENCE' as kind, s.relname as name from sequence s
               union all
               select 'INDEX', i.relname
               from pg_catalog.pg_index x join pg_catalog.pg_class i on i.oid = x.indexrelid where x.indrelid = t.oid
             ) p), '[]') as parts,
           coalesce((
             select json_agg(a.name order by a.name) from (
               select 'trigger ' || g.tgname as name
               from pg_catalog.pg_trigger g where g.tgrelid = t.oid and not g.tgisinternal
               union select 'policy ' || p.polname from pg_catalog.pg_policy p where p.polrelid = t.oid
               union select 'rule or view ' || r.ev_class::regclass::text
                 from pg_catalog.pg_depend d
                 join pg_catalog.pg_rewrite r on r.oid = d.objid and d.classid = 'pg_catalog.pg_rewrite'::regclass
                 where d.refobjid = t.oid and d.refclassid = 'pg_catalog.pg_class'::regclass
               union select 'foreign key ' || f.conname
                 from pg_catalog.pg_constraint f where f.contype = 'f' and t.oid in (f.conrelid, f.confrelid)
               union select 'partition or parent ' || i.inhrelid::regclass::text
                 from pg_catalog.pg_inherits i where t.oid in (i.inhrelid, i.inhparent)
               union select 'publication ' || b.pubname
                 from pg_catalog.pg_publication_rel l
                 join pg_catalog.pg_publication b on b.oid = l.prpubid where l.prrelid = t.oid
               union select 'privileges on column ' || a.attname
                 from pg_catalog.pg_attribute a where a.attrelid = t.oid and a.attacl is not null and not a.attisdropped
             ) a), '[]') as attachments
    from tracker t`;
  return properties ?? null;
}

/**
 * GRANT statements that give `to` and the sequence of its `id` what `from` and its sequences have. Owners keep what is
 * theirs. Privileges that are the default are none.
 */
export async function readGrants(
  sql: postgres.Sql,
  from: TrackerPlace,
  to: { readonly table: TrackerPlace; readonly sequence: string },
): Promise<readonly string[]> {
  const rows = await sql<{ statement: string }[]>`
    with relation as (
      select c.oid, c.relkind, c.relacl, c.relowner
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ${from.schema} and c.relname = ${from.table}
    ), own as (
      select relkind, relacl, relowner from relation
      union all
      select s.relkind, s.relacl, s.relowner
      from relation t
      join pg_catalog.pg_depend d on d.refobjid = t.oid and d.refclassid = 'pg_catalog.pg_class'::regclass
        and d.classid = 'pg_catalog.pg_class'::regclass and d.deptype in ('a', 'i')
      join pg_catalog.pg_class s on s.oid = d.objid and s.relkind = 'S'
    )
    select pg_catalog.format('GRANT %s ON %s TO %s%s', a.privilege_type,
             case o.relkind when 'S' then 'SEQUENCE ' || ${to.sequence}::text
               else pg_catalog.format('TABLE %I.%I', ${to.table.schema}::text, ${to.table.table}::text) end,
             case a.grantee when 0 then 'PUBLIC' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) end,
             case when a.is_grantable then ' WITH GRANT OPTION' else '' end) as statement
    from own o
    cross join lateral pg_catalog.aclexplode(o.relacl) a
    where a.grantee <> o.relowner`;
  return rows.map(({ statement }) => statement);
}
