import type { CatalogQuery } from './query.js';

/** `relation` names the table or view, so that the comment on a missing one is not listed again. */
export const comment: CatalogQuery = {
  sql: /* sql */ `
select 'comment' as kind, null::name as schema, null::name as parent,
       format('on %s %s', o.type, o.identity) as name,
       json_build_object(
         'text', d.description,
         'relation', (select concat(r.schema, '.', r.name) from relation r
                      where d.classoid = 'pg_class'::regclass and r.oid = d.objoid)
       ) as attributes
from pg_description d
cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) o
where (d.objoid >= 16384 or d.classoid = 'pg_namespace'::regclass and d.objoid in (select oid from namespace))
  and o.schema is distinct from 'pg_toast'
  and d.description <> 'standard public schema'
  and d.classoid <> 'pg_extension'::regclass
  and not exists (select from member m where m.classid = d.classoid and m.objid = d.objoid)`,
};
