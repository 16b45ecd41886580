import type { CatalogQuery } from './query.js';

/** CHECK constraints of tables; inherited ones are the parent's, those of domains the domain's. */
export const check: CatalogQuery = {
  sql: /* sql */ `
select 'check' as kind, r.schema, r.name as parent, c.conname::text as name,
       json_build_object(
         'expression', pg_get_expr(c.conbin, c.conrelid),
         'noInherit', c.connoinherit,
         'validated', c.convalidated,
         'definition', pg_get_constraintdef(c.oid)
       ) as attributes
from pg_constraint c
join relation r on r.oid = c.conrelid
where c.contype = 'c' and c.conislocal`,
};
