import type { CatalogQuery } from './query.js';

/** Options may hold passwords, and what is read can be printed: each value is shown as its MD5 and no further. */
const HIDDEN_OPTIONS = (options: string) => /* sql */ `(
           select array_agg(concat(split_part(option, '=', 1), ' md5:', md5(option)) order by option)
           from unnest(${options}) as option
         )`;

export const foreignServer: CatalogQuery = {
  sql: /* sql */ `
select 'foreign server' as kind, null::name as schema, null::name as parent, s.srvname::text as name,
       json_build_object(
         'wrapper', w.fdwname,
         'type', s.srvtype,
         'version', s.srvversion,
         'options', ${HIDDEN_OPTIONS('s.srvoptions')},
         'owner', pg_get_userbyid(s.srvowner)
       ) as attributes
from pg_foreign_server s
join pg_foreign_data_wrapper w on w.oid = s.srvfdw
where not exists (select from member m where m.classid = 'pg_foreign_server'::regclass and m.objid = s.oid)`,
};

export const foreignDataWrapper: CatalogQuery = {
  sql: /* sql */ `
select 'other' as kind, null::name as schema, null::name as parent, concat('foreign data wrapper ', w.fdwname) as name,
       json_build_object(
         'handler', nullif(w.fdwhandler, 0)::regproc::text,
         'validator', nullif(w.fdwvalidator, 0)::regproc::text,
         'options', ${HIDDEN_OPTIONS('w.fdwoptions')},
         'owner', pg_get_userbyid(w.fdwowner)
       ) as attributes
from pg_foreign_data_wrapper w
where not exists (select from member m where m.classid = 'pg_foreign_data_wrapper'::regclass and m.objid = w.oid)`,
};

export const userMapping: CatalogQuery = {
  sql: /* sql */ `
select 'other' as kind, null::name as schema, null::name as parent,
       format('user mapping for %s on server %s', u.usename, u.srvname) as name,
       json_build_object('options', ${HIDDEN_OPTIONS('u.umoptions')}) as attributes
from pg_user_mappings u`,
};
