/** What belongs to the project and not to Postgres, to an extension or to a session: shared by all queries. */
/**
 * `member`: what extensions own. `namespace`: schemas of the user. `relation`: their relations.
 * `owned_sequence`: `a` is what serial makes, `i` what IDENTITY makes (internal, a part of its column). Of the tables, only
 * those whose names the expression `tables` (text[]) gives; null: all.
 */
export function ownObjectsSql(tables: string | null): string {
  return /* sql */ `
  member as materialized (
    select classid, objid from pg_depend where deptype = 'e'
  ),
  namespace as materialized (
    select n.oid, n.nspname as name, n.nspowner as owner, n.nspacl as acl
    from pg_namespace n
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  ),
  relation as materialized (
    select c.oid, n.name as schema, c.relname as name, c.relkind as kind, c.relowner as owner, c.relacl as acl,
           c.reloptions as options, c.relpersistence as persistence, c.relam as access_method,
           c.reltablespace as tablespace, c.relispartition as is_partition
    from pg_class c
    join namespace n on n.oid = c.relnamespace
    where c.relpersistence <> 't'
      and not exists (select from member m where m.classid = 'pg_class'::regclass and m.objid = c.oid)
      ${tables === null ? '' : isAmong(tables)}
  ),
  owned_sequence as materialized (
    select d.objid as sequence, d.refobjid as relation, d.refobjsubid as attnum, d.deptype
    from pg_depend d
    join pg_sequence s on s.seqrelid = d.objid
    where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
      and d.refobjsubid > 0 and d.deptype in ('a', 'i')
  )`;
}

/** What inherits from a table changes with it, and is few; what is no table is not left out. */
function isAmong(tables: string): string {
  return /* sql */ `
      and (c.relkind not in ('r', 'p', 'f') or c.relname = any (${tables})
           or exists (select from pg_inherits h where h.inhrelid = c.oid))`;
}
