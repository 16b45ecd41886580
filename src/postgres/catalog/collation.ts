import type { CatalogQuery } from './query.js';

/** The version of the collation library is the machine's, so it is left out. */
export const collation: CatalogQuery = {
  sql: /* sql */ `
select 'collation' as kind, n.name as schema, null::name as parent, c.collname::text as name,
       json_build_object(
         'provider', c.collprovider,
         'collate', c.collcollate,
         'ctype', c.collctype,
         -- colliculocale in PostgreSQL 15 and 16, colllocale since 17, collcollate before
         'locale', coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale'),
         'rules', to_jsonb(c) ->> 'collicurules',
         'deterministic', c.collisdeterministic,
         'owner', pg_get_userbyid(c.collowner)
       ) as attributes
from pg_collation c
join namespace n on n.oid = c.collnamespace
where not exists (select from member m where m.classid = 'pg_collation'::regclass and m.objid = c.oid)`,
};
