import type { CatalogQuery } from './query.js';
import { changedRights } from './rights.js';

/**
 * Where the rights of one grantee on one object are not those that the object is born with: what the grantee has
 * instead, perhaps nothing. An extension gives its objects rights of its own at birth (`pg_init_privs`). `relation`
 * names the table or view, so that rights on a missing one are not listed again.
 */
export const grant: CatalogQuery = {
  sql: /* sql */ `
select 'grant' as kind, null::name as schema, null::name as parent,
       format('on %s to %s', o.object, case g.grantee when 0 then 'public' else pg_get_userbyid(g.grantee)::text end) as name,
       json_build_object('privileges', g.privileges, 'relation', o.relation) as attributes
from (
  select case r.kind when 'S' then 'sequence' else 'table' end || concat(' ', r.schema, '.', r.name) as object,
         concat(r.schema, '.', r.name) as relation, r.acl,
         acldefault(case r.kind when 'S' then 's' else 'r' end::"char", r.owner) as initial
  from relation r where r.acl is not null
  union all
  select concat('column ', r.schema, '.', r.name, '.', a.attname), concat(r.schema, '.', r.name), a.attacl, null
  from relation r join pg_attribute a on a.attrelid = r.oid
  where a.attacl is not null and not a.attisdropped
  union all
  select concat('schema ', n.name), null, n.acl, coalesce(i.initprivs, acldefault('n', n.owner))
  from namespace n
  left join pg_init_privs i on i.classoid = 'pg_namespace'::regclass and i.objoid = n.oid
  where n.acl is not null
  union all
  select concat('function ', p.oid::regprocedure), null, p.proacl, coalesce(i.initprivs, acldefault('f', p.proowner))
  from pg_proc p
  join namespace n on n.oid = p.pronamespace
  left join pg_init_privs i on i.classoid = 'pg_proc'::regclass and i.objoid = p.oid
  where p.oid >= 16384 and p.proacl is not null
  union all
  select concat('type ', t.oid::regtype), null, t.typacl, coalesce(i.initprivs, acldefault('T', t.typowner))
  from pg_type t
  join namespace n on n.oid = t.typnamespace
  left join pg_init_privs i on i.classoid = 'pg_type'::regclass and i.objoid = t.oid
  where t.typacl is not null
  union all
  select concat('foreign data wrapper ', w.fdwname), null, w.fdwacl, acldefault('F', w.fdwowner)
  from pg_foreign_data_wrapper w where w.fdwacl is not null
    and not exists (select from member m where m.classid = 'pg_foreign_data_wrapper'::regclass and m.objid = w.oid)
  union all
  select concat('foreign server ', s.srvname), null, s.srvacl, acldefault('S', s.srvowner)
  from pg_foreign_server s where s.srvacl is not null
  union all
  select concat('language ', l.lanname), null, l.lanacl, acldefault('l', l.lanowner)
  from pg_language l where l.lanacl is not null and l.oid >= 16384
) o
cross join lateral ${changedRights('o.acl', 'o.initial')} g`,
};
