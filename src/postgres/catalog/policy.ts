import type { CatalogQuery } from './query.js';

export const policy: CatalogQuery = {
  sql: /* sql */ `
select 'policy' as kind, r.schema, r.name as parent, p.polname::text as name,
       json_build_object(
         'permissive', p.polpermissive,
         'command', case p.polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert'
                                  when 'w' then 'update' when 'd' then 'delete' end,
         -- role 0 is PUBLIC
         'roles', (
           select array_agg(case o.role when 0 then 'public' else pg_get_userbyid(o.role)::text end
                            order by pg_get_userbyid(o.role))
           from unnest(p.polroles) as o (role)
         ),
         'using', pg_get_expr(p.polqual, p.polrelid),
         'check', pg_get_expr(p.polwithcheck, p.polrelid)
       ) as attributes
from pg_policy p
join relation r on r.oid = p.polrelid`,
};
