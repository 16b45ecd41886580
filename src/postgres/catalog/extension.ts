import type { CatalogQuery } from './query.js';

/** Without plpgsql, which every new database has. */
export const extension: CatalogQuery = {
  sql: /* sql */ `
select 'extension' as kind, null::name as schema, null::name as parent, e.extname::text as name,
       json_build_object('schema', n.nspname, 'version', e.extversion) as attributes
from pg_extension e
join pg_namespace n on n.oid = e.extnamespace
where e.extname <> 'plpgsql'`,
};
