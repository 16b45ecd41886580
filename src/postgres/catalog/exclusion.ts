import type { CatalogQuery } from './query.js';

export const exclusion: CatalogQuery = {
  sql: /* sql */ `
select 'exclusion' as kind, r.schema, r.name as parent, c.conname::text as name,
       json_build_object('definition', pg_get_constraintdef(c.oid)) as attributes
from pg_constraint c
join relation r on r.oid = c.conrelid
where c.contype = 'x' and c.conparentid = 0`,
};
