import type { CatalogQuery } from './query.js';

/** Not the internal ones of foreign keys, nor the copies on partitions. */
export const trigger: CatalogQuery = {
  sql: /* sql */ `
select 'trigger' as kind, r.schema, r.name as parent, t.tgname::text as name,
       json_build_object(
         'definition', pg_get_triggerdef(t.oid),
         'enabled', case t.tgenabled when 'O' then 'origin' when 'D' then 'disabled' when 'R' then 'replica'
                                     else 'always' end
       ) as attributes
from pg_trigger t
join relation r on r.oid = t.tgrelid
where not t.tgisinternal and t.tgparentid = 0`,
};
