import type { CatalogQuery } from './query.js';

/** Without the sequences of IDENTITY columns, whose options are attributes of the column. */
export const sequence: CatalogQuery = {
  sql: /* sql */ `
select 'sequence' as kind, r.schema, null::name as parent, r.name::text as name,
       json_build_object(
         'type', format_type(s.seqtypid, null),
         'increment', s.seqincrement::text,
         'min', s.seqmin::text,
         'max', s.seqmax::text,
         'start', s.seqstart::text,
         'cache', s.seqcache::text,
         'cycle', s.seqcycle,
         'ownedBy', nullif(concat_ws('.', t.schema, t.name, a.attname), ''),
         'persistence', case r.persistence when 'u' then 'unlogged' else 'permanent' end,
         'owner', pg_get_userbyid(r.owner)
       ) as attributes
from relation r
join pg_sequence s on s.seqrelid = r.oid
left join owned_sequence o on o.sequence = r.oid
left join relation t on t.oid = o.relation
left join pg_attribute a on a.attrelid = o.relation and a.attnum = o.attnum
where o.deptype is distinct from 'i'`,
};
