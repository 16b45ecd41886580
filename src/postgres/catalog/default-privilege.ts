import type { CatalogQuery } from './query.js';
import { changedRights } from './rights.js';

const BUILT_IN = /* sql */ `case when d.defaclnamespace = 0 then
      acldefault(case d.defaclobjtype when 'S' then 's' else d.defaclobjtype end, d.defaclrole) end`;

/** ALTER DEFAULT PRIVILEGES. A global entry replaces the built-in rights, one for a schema adds to them. */
export const defaultPrivilege: CatalogQuery = {
  sql: /* sql */ `
select 'default privilege' as kind, null::name as schema, null::name as parent,
       concat_ws(' ', 'of', pg_get_userbyid(d.defaclrole), 'on',
                 case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'
                                      when 'T' then 'types' when 'n' then 'schemas' else 'large objects' end,
                 case when d.defaclnamespace <> 0 then concat('in ', d.defaclnamespace::regnamespace) end,
                 'to', case g.grantee when 0 then 'public' else pg_get_userbyid(g.grantee)::text end) as name,
       json_build_object('privileges', g.privileges) as attributes
from pg_default_acl d
cross join lateral ${changedRights('d.defaclacl', BUILT_IN)} g`,
};
