import type { CatalogQuery } from './query.js';

/** What this reader does not take apart: found in the remaining catalogs and named, so that coverage is never guessed. */
export const other: CatalogQuery = {
  sql: /* sql */ `
select 'other' as kind, null::name as schema, null::name as parent, format('%s %s', o.type, o.identity) as name,
       json_build_object() as attributes
from (
  select 'pg_cast'::regclass as class, oid from pg_cast
  union all select 'pg_operator'::regclass, oid from pg_operator
  union all select 'pg_opclass'::regclass, oid from pg_opclass
  union all select 'pg_opfamily'::regclass, oid from pg_opfamily
  union all select 'pg_am'::regclass, oid from pg_am
  union all select 'pg_conversion'::regclass, oid from pg_conversion
  union all select 'pg_language'::regclass, oid from pg_language
  union all select 'pg_transform'::regclass, oid from pg_transform
  union all select 'pg_ts_config'::regclass, oid from pg_ts_config
  union all select 'pg_ts_dict'::regclass, oid from pg_ts_dict
  union all select 'pg_ts_parser'::regclass, oid from pg_ts_parser
  union all select 'pg_ts_template'::regclass, oid from pg_ts_template
  union all select 'pg_class'::regclass, r.oid from relation r where r.kind not in ('r', 'p', 'f', 'v', 'm', 'S', 'i', 'I', 'c')
) x
cross join lateral pg_identify_object(x.class, x.oid, 0) o
-- FirstNormalObjectId: smaller ones were made by initdb
where x.oid >= 16384
  and not exists (select from pg_depend d where d.classid = x.class and d.objid = x.oid and d.deptype in ('e', 'i'))`,
};
