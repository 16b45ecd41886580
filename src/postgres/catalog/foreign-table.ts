import type { CatalogQuery } from './query.js';

export const foreignTable: CatalogQuery = {
  sql: /* sql */ `
select 'foreign table' as kind, r.schema, null::name as parent, r.name::text as name,
       json_build_object(
         'server', s.srvname,
         'options', f.ftoptions,
         'inherits', (
           select array_agg(i.inhparent::regclass::text order by i.inhseqno) from pg_inherits i where i.inhrelid = r.oid
         ),
         'owner', pg_get_userbyid(r.owner)
       ) as attributes
from relation r
join pg_foreign_table f on f.ftrelid = r.oid
join pg_foreign_server s on s.oid = f.ftserver`,
};
