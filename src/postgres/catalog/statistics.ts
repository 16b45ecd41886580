import type { CatalogQuery } from './query.js';

export const statistics: CatalogQuery = {
  sql: /* sql */ `
select 'statistics' as kind, r.schema, r.name as parent, concat_ws('.', n.name, s.stxname) as name,
       json_build_object(
         'definition', pg_get_statisticsobjdef(s.oid),
         'target', nullif(s.stxstattarget, -1),
         'owner', pg_get_userbyid(s.stxowner)
       ) as attributes
from pg_statistic_ext s
join namespace n on n.oid = s.stxnamespace
join relation r on r.oid = s.stxrelid`,
};
