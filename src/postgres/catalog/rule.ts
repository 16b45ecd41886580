import type { CatalogQuery } from './query.js';

/** Without `_RETURN`, which is the definition of a view. */
export const rule: CatalogQuery = {
  sql: /* sql */ `
select 'rule' as kind, r.schema, r.name as parent, w.rulename::text as name,
       json_build_object(
         'definition', pg_get_ruledef(w.oid),
         'enabled', case w.ev_enabled when 'O' then 'origin' when 'D' then 'disabled' when 'R' then 'replica'
                                      else 'always' end
       ) as attributes
from pg_rewrite w
join relation r on r.oid = w.ev_class
where w.rulename <> '_RETURN'`,
};
