import type { CatalogQuery } from './query.js';

/** Primary keys and unique constraints. What a partition has from its parent is the parent's (`conparentid`). */
export const key: CatalogQuery = {
  sql: /* sql */ `
select case c.contype when 'p' then 'primary key' else 'unique' end as kind,
       r.schema, r.name as parent, c.conname::text as name,
       json_build_object(
         'columns', (
           select array_agg(a.attname order by k.position)
           from unnest(c.conkey) with ordinality as k (attnum, position)
           join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
         ),
         'include', (
           select array_agg(a.attname order by k.position)
           from unnest(i.indkey) with ordinality as k (attnum, position)
           join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
           where k.position > i.indnkeyatts
         ),
         -- indnullsnotdistinct exists since PostgreSQL 15
         'nullsNotDistinct', coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false),
         'deferrable', c.condeferrable,
         'initiallyDeferred', c.condeferred,
         'options', x.reloptions,
         'tablespace', (select t.spcname from pg_tablespace t where t.oid = x.reltablespace),
         'clustered', i.indisclustered,
         'definition', pg_get_constraintdef(c.oid)
       ) as attributes
from pg_constraint c
join relation r on r.oid = c.conrelid
join pg_index i on i.indexrelid = c.conindid
join pg_class x on x.oid = c.conindid
where c.contype in ('p', 'u') and c.conparentid = 0`,
};
