import type { CatalogQuery } from './query.js';

/** The connection string holds a password and may be read by superusers only: left out. */
export const subscription: CatalogQuery = {
  sql: /* sql */ `
select 'other' as kind, null::name as schema, null::name as parent, concat('subscription ', s.subname) as name,
       json_build_object(
         'publications', s.subpublications,
         'enabled', s.subenabled,
         'slot', s.subslotname,
         'synchronousCommit', s.subsynccommit,
         'binary', s.subbinary,
         'streaming', s.substream::text,
         'owner', pg_get_userbyid(s.subowner)
       ) as attributes
from pg_subscription s
where s.subdbid = (select oid from pg_database where datname = current_database())`,
};
