import type { CatalogQuery } from './query.js';

export const schema: CatalogQuery = {
  sql: /* sql */ `
select 'schema' as kind, null::name as schema, null::name as parent, n.name::text as name,
       json_build_object('owner', pg_get_userbyid(n.owner)) as attributes
from namespace n
where not exists (select from member m where m.classid = 'pg_namespace'::regclass and m.objid = n.oid)`,
};
