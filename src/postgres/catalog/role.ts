import type { CatalogQuery } from './query.js';

/** Roles belong to the cluster: every database of one server shows the same ones. Passwords are never read. */
export const role: CatalogQuery = {
  sql: /* sql */ `
select 'role' as kind, null::name as schema, null::name as parent, r.rolname::text as name,
       json_build_object(
         'createDb', r.rolcreatedb,
         'createRole', r.rolcreaterole,
         'inherit', r.rolinherit,
         'login', r.rolcanlogin,
         'superuser', r.rolsuper,
         'replication', r.rolreplication,
         'bypassRowSecurity', r.rolbypassrls,
         'connectionLimit', r.rolconnlimit,
         'validUntil', r.rolvaliduntil,
         'settings', r.rolconfig,
         'memberOf', (
           select array_agg(concat(g.rolname, case when m.admin_option then ' with admin option' end) order by g.rolname)
           from (select roleid, bool_or(admin_option) as admin_option from pg_auth_members
                 where member = r.oid group by roleid) m
           join pg_roles g on g.oid = m.roleid
         )
       ) as attributes
from pg_roles r
where r.rolname !~ '^pg_'`,
};
