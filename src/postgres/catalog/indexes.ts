import type { CatalogQuery } from './query.js';

/**
 * Indexes that stand for themselves: one that backs a constraint is the constraint's. A key is spelled as in CREATE
 * INDEX, with collation and operator class where they are not the default, and bits of `indoption` as words.
 */
export const index: CatalogQuery = {
  sql: /* sql */ `
select 'index' as kind, r.schema, r.name as parent, x.name::text as name,
       json_build_object(
         'method', am.amname,
         'unique', i.indisunique,
         'keys', (
           select array_agg(concat_ws(' ',
                    pg_get_indexdef(x.oid, k::integer, false),
                    case when i.indcollation[k - 1] not in (0, coalesce(a.attcollation, t.typcollation))
                         then concat('collate ', i.indcollation[k - 1]::oid::regcollation) end,
                    case when not o.opcdefault or p.attoptions is not null
                         then concat(o.opcname, '(' || array_to_string(p.attoptions, ', ') || ')') end,
                    case when i.indoption[k - 1] & 1 = 1 then 'desc' end,
                    case i.indoption[k - 1] & 3 when 1 then 'nulls last' when 2 then 'nulls first' end) order by k)
           from generate_series(1, i.indnkeyatts) as k
           join pg_opclass o on o.oid = i.indclass[k - 1]
           join pg_attribute p on p.attrelid = x.oid and p.attnum = k
           join pg_type t on t.oid = p.atttypid
           left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[k - 1] and a.attnum <> 0
         ),
         'include', (
           select array_agg(a.attname order by k.position)
           from unnest(i.indkey) with ordinality as k (attnum, position)
           join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
           where k.position > i.indnkeyatts
         ),
         'predicate', pg_get_expr(i.indpred, i.indrelid),
         -- indnullsnotdistinct exists since PostgreSQL 15
         'nullsNotDistinct', coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false),
         'valid', i.indisvalid,
         'options', x.options,
         'tablespace', (select t.spcname from pg_tablespace t where t.oid = x.tablespace),
         'clustered', i.indisclustered,
         'partitionOf', (select h.inhparent::regclass::text from pg_inherits h where h.inhrelid = x.oid),
         'definition', pg_get_indexdef(x.oid)
       ) as attributes
from pg_index i
join relation x on x.oid = i.indexrelid
join relation r on r.oid = i.indrelid
join pg_am am on am.oid = x.access_method
where not exists (
  select from pg_constraint c
  where c.conrelid = i.indrelid and c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x')
)`,
};
