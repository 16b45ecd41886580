import type { CatalogQuery } from './query.js';

/**
 * Functions and procedures, not those that Postgres makes for a type (internal dependency). The definition says it all. What
 * is not Postgres's own has a number from 16384 (`FirstNormalObjectId`): most of `pg_proc` is not looked at any further.
 */
export const routine: CatalogQuery = {
  sql: /* sql */ `
select case p.prokind when 'p' then 'procedure' else 'function' end as kind,
       n.name as schema, null::name as parent,
       format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)) as name,
       json_build_object('definition', pg_get_functiondef(p.oid), 'owner', pg_get_userbyid(p.proowner)) as attributes
from pg_proc p
join namespace n on n.oid = p.pronamespace
where p.oid >= 16384 and p.prokind <> 'a'
  and not exists (
    select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype in ('e', 'i')
  )`,
};
