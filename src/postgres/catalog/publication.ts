import type { CatalogQuery } from './query.js';

export const publication: CatalogQuery = {
  sql: /* sql */ `
select 'publication' as kind, null::name as schema, null::name as parent, p.pubname::text as name,
       json_build_object(
         'allTables', p.puballtables,
         'insert', p.pubinsert,
         'update', p.pubupdate,
         'delete', p.pubdelete,
         'truncate', p.pubtruncate,
         'viaRoot', p.pubviaroot,
         'generatedColumns', to_jsonb(p) ->> 'pubgencols',
         'owner', pg_get_userbyid(p.pubowner)
       ) as attributes
from pg_publication p`,
};

/** Column lists and row filters exist since PostgreSQL 15. */
export const publicationTable: CatalogQuery = {
  since: 150000,
  sql: /* sql */ `
select 'publication' as kind, null::name as schema, p.pubname as parent, concat('table ', t.prrelid::regclass) as name,
       json_build_object(
         'columns', (
           select array_agg(a.attname order by a.attnum)
           from pg_attribute a where a.attrelid = t.prrelid and a.attnum = any (t.prattrs)
         ),
         'where', pg_get_expr(t.prqual, t.prrelid)
       ) as attributes
from pg_publication_rel t
join pg_publication p on p.oid = t.prpubid`,
};

export const publicationTableOf14: CatalogQuery = {
  until: 150000,
  sql: /* sql */ `
select 'publication' as kind, null::name as schema, p.pubname as parent, concat('table ', t.prrelid::regclass) as name,
       json_build_object() as attributes
from pg_publication_rel t
join pg_publication p on p.oid = t.prpubid`,
};

/** FOR TABLES IN SCHEMA, since PostgreSQL 15. */
export const publicationSchema: CatalogQuery = {
  since: 150000,
  sql: /* sql */ `
select 'publication' as kind, null::name as schema, p.pubname as parent, concat('schema ', n.name) as name,
       json_build_object() as attributes
from pg_publication_namespace s
join pg_publication p on p.oid = s.pnpubid
join namespace n on n.oid = s.pnnspid`,
};
