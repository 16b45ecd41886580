import type { CatalogQuery } from './query.js';

/** Composite, range, base and shell types; not the row types of tables, nor array and multirange types (made with theirs). */
export const type: CatalogQuery = {
  sql: /* sql */ `
select 'type' as kind, n.name as schema, null::name as parent, t.typname::text as name,
       json_build_object(
         'form', case when t.typtype = 'c' then 'composite' when t.typtype = 'r' then 'range'
                      when not t.typisdefined then 'shell' else 'base' end,
         'fields', (
           select array_agg(concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
                              case when a.attcollation <> f.typcollation
                                   then concat('collate ', a.attcollation::regcollation) end) order by a.attnum)
           from pg_attribute a join pg_type f on f.oid = a.atttypid
           where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
         ),
         'subtype', format_type(r.rngsubtype, null),
         'subtypeOperatorClass', (select opcname from pg_opclass where oid = r.rngsubopc),
         'subtypeCollation', nullif(r.rngcollation, 0)::regcollation::text,
         'canonicalFunction', nullif(r.rngcanonical::oid, 0)::regproc::text,
         'subtypeDifference', nullif(r.rngsubdiff::oid, 0)::regproc::text,
         'multirange', nullif(r.rngmultitypid, 0)::regtype::text,
         'inputFunction', case when t.typtype = 'b' then t.typinput::text end,
         'outputFunction', case when t.typtype = 'b' then t.typoutput::text end,
         'owner', pg_get_userbyid(t.typowner)
       ) as attributes
from pg_type t
join namespace n on n.oid = t.typnamespace
left join pg_range r on r.rngtypid = t.oid
where (t.typtype in ('b', 'r', 'p') or t.typtype = 'c' and exists (select from relation c where c.oid = t.typrelid and c.kind = 'c'))
  and not exists (select from pg_type e where e.typarray = t.oid)
  and not exists (select from member m where m.classid = 'pg_type'::regclass and m.objid = t.oid)`,
};
