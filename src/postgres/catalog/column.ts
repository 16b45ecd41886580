import type { CatalogQuery } from './query.js';

/**
 * Columns of tables and foreign tables. Those of a view follow from its definition, those of a composite type are its
 * fields. NOT NULL is the column's, also where PostgreSQL 18 keeps it as a constraint with a name.
 */
export const column: CatalogQuery = {
  sql: /* sql */ `
select 'column' as kind, r.schema, r.name as parent, a.attname::text as name,
       json_build_object(
         'type', format_type(a.atttypid, a.atttypmod),
         'collation', case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text end,
         'notNull', a.attnotnull,
         'default', case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end,
         'serialSequence', case when o.deptype = 'a' then o.sequence::regclass::text end,
         'generated', case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end,
         'generatedKind', case a.attgenerated when 's' then 'stored' when 'v' then 'virtual' end,
         'identity', case a.attidentity when 'a' then 'always' when 'd' then 'by default' end,
         'identityIncrement', s.seqincrement::text,
         'identityMin', s.seqmin::text,
         'identityMax', s.seqmax::text,
         'identityStart', s.seqstart::text,
         'identityCache', s.seqcache::text,
         'identityCycle', s.seqcycle,
         'identitySequence', s.seqrelid::regclass::text,
         'storage', case when a.attstorage <> t.typstorage then a.attstorage end,
         'compression', nullif(a.attcompression, ''),
         'statistics', nullif(a.attstattarget, -1),
         'options', a.attoptions,
         'foreignOptions', a.attfdwoptions,
         'inherited', not a.attislocal
       ) as attributes
from relation r
join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
-- of an identity column, or the one that the default draws from; a column may own further ones
left join owned_sequence o
  on o.relation = r.oid and o.attnum = a.attnum
    and (o.deptype = 'i' or pg_get_expr(d.adbin, d.adrelid) = format('nextval(%L::regclass)', o.sequence::regclass))
left join pg_sequence s on s.seqrelid = o.sequence and o.deptype = 'i'
where r.kind in ('r', 'p', 'f')`,
};
