import type { CatalogQuery } from './query.js';

export const eventTrigger: CatalogQuery = {
  sql: /* sql */ `
select 'event trigger' as kind, null::name as schema, null::name as parent, e.evtname::text as name,
       json_build_object(
         'event', e.evtevent,
         'function', e.evtfoid::regprocedure::text,
         'tags', (select array_agg(tag order by tag) from unnest(e.evttags) as tag),
         'enabled', case e.evtenabled when 'O' then 'origin' when 'D' then 'disabled' when 'R' then 'replica'
                                      else 'always' end,
         'owner', pg_get_userbyid(e.evtowner)
       ) as attributes
from pg_event_trigger e
where not exists (select from member m where m.classid = 'pg_event_trigger'::regclass and m.objid = e.oid)`,
};
