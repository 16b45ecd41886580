import type { CatalogQuery } from './query.js';

export const domain: CatalogQuery = {
  sql: /* sql */ `
select 'domain' as kind, n.name as schema, null::name as parent, t.typname::text as name,
       json_build_object(
         'type', format_type(t.typbasetype, t.typtypmod),
         'collation', case when t.typcollation <> base.typcollation then t.typcollation::regcollation::text end,
         'notNull', t.typnotnull,
         'default', t.typdefault,
         'constraints', (
           select array_agg(concat_ws(' ', quote_ident(c.conname), pg_get_constraintdef(c.oid)) order by c.conname)
           from pg_constraint c where c.contypid = t.oid and c.contype = 'c'
         ),
         'owner', pg_get_userbyid(t.typowner)
       ) as attributes
from pg_type t
join namespace n on n.oid = t.typnamespace
join pg_type base on base.oid = t.typbasetype
where t.typtype = 'd'
  and not exists (select from member m where m.classid = 'pg_type'::regclass and m.objid = t.oid)`,
};
