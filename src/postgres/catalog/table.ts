import type { CatalogQuery } from './query.js';

/** Ordinary and partitioned tables, partitions among them. */
export const table: CatalogQuery = {
  sql: /* sql */ `
select 'table' as kind, r.schema, null::name as parent, r.name::text as name,
       json_build_object(
         'rowSecurity', c.relrowsecurity,
         'forceRowSecurity', c.relforcerowsecurity,
         'persistence', case r.persistence when 'u' then 'unlogged' else 'permanent' end,
         'partitionKey', case when r.kind = 'p' then pg_get_partkeydef(r.oid) end,
         'partitionOf', case when r.is_partition then (
           select i.inhparent::regclass::text from pg_inherits i where i.inhrelid = r.oid
         ) end,
         'partitionBound', pg_get_expr(c.relpartbound, r.oid),
         'inherits', case when not r.is_partition then (
           select array_agg(i.inhparent::regclass::text order by i.inhseqno) from pg_inherits i where i.inhrelid = r.oid
         ) end,
         'ofType', nullif(c.reloftype, 0)::regtype::text,
         'options', r.options,
         'toastOptions', (select t.reloptions from pg_class t where t.oid = c.reltoastrelid),
         'accessMethod', (select am.amname from pg_am am where am.oid = r.access_method),
         'tablespace', (select t.spcname from pg_tablespace t where t.oid = r.tablespace),
         'replicaIdentity', case c.relreplident when 'd' then 'default' when 'n' then 'nothing' when 'f' then 'full' else (
           select concat('index ', i.indexrelid::regclass) from pg_index i where i.indrelid = r.oid and i.indisreplident
         ) end,
         'owner', pg_get_userbyid(r.owner)
       ) as attributes
from relation r
join pg_class c on c.oid = r.oid
where r.kind in ('r', 'p')`,
};
