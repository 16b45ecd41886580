import type { CatalogQuery } from './query.js';

export const enumeration: CatalogQuery = {
  sql: /* sql */ `
select 'enum' as kind, n.name as schema, null::name as parent, t.typname::text as name,
       json_build_object(
         'labels', (select array_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
         'owner', pg_get_userbyid(t.typowner)
       ) as attributes
from pg_type t
join namespace n on n.oid = t.typnamespace
where t.typtype = 'e'
  and not exists (select from member m where m.classid = 'pg_type'::regclass and m.objid = t.oid)`,
};
