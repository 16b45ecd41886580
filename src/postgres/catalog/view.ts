import type { CatalogQuery } from './query.js';

/** Views and materialized views. Whether a materialized view is filled is data, and not read. */
export const view: CatalogQuery = {
  sql: /* sql */ `
select case r.kind when 'v' then 'view' else 'materialized view' end as kind,
       r.schema, null::name as parent, r.name::text as name,
       json_build_object(
         'definition', pg_get_viewdef(r.oid),
         'options', (select array_agg(option order by option) from unnest(r.options) as option),
         'accessMethod', (select am.amname from pg_am am where am.oid = r.access_method),
         'tablespace', (select t.spcname from pg_tablespace t where t.oid = r.tablespace),
         'owner', pg_get_userbyid(r.owner)
       ) as attributes
from relation r
where r.kind in ('v', 'm')`,
};
