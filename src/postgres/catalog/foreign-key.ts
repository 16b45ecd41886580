import type { CatalogQuery } from './query.js';

const ACTION = /* sql */ `when 'a' then 'no action' when 'r' then 'restrict' when 'c' then 'cascade'
                           when 'n' then 'set null' when 'd' then 'set default'`;

/** Postgres keeps a copy for every partition, with `conparentid`: those are left out. */
export const foreignKey: CatalogQuery = {
  sql: /* sql */ `
select 'foreign key' as kind, r.schema, r.name as parent, c.conname::text as name,
       json_build_object(
         'columns', (
           select array_agg(a.attname order by k.position)
           from unnest(c.conkey) with ordinality as k (attnum, position)
           join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
         ),
         'references', c.confrelid::regclass::text,
         'referencedColumns', (
           select array_agg(a.attname order by k.position)
           from unnest(c.confkey) with ordinality as k (attnum, position)
           join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.attnum
         ),
         'onDelete', case c.confdeltype ${ACTION} end,
         'onUpdate', case c.confupdtype ${ACTION} end,
         'match', case c.confmatchtype when 'f' then 'full' else 'simple' end,
         'deferrable', c.condeferrable,
         'initiallyDeferred', c.condeferred,
         'validated', c.convalidated,
         'definition', pg_get_constraintdef(c.oid)
       ) as attributes
from pg_constraint c
join relation r on r.oid = c.conrelid
where c.contype = 'f' and c.conparentid = 0`,
};
