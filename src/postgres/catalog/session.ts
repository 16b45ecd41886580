/** Brackets around the reading, so that what Postgres prints depends on nothing that a migration has set. */

/**
 * What `pg_get_expr` and its kin look at while they print. With an empty path all names come out qualified; an explicit
 * `pg_catalog, pg_temp` does the same and keeps temporary tables from standing in front of the catalogs.
 * JIT costs more than these queries take, and planning them as much as running them: once will do where they are prepared.
 * The previous values wait in a setting of our own: a multi-statement message has no variables, and outside a transaction
 * block the message is one implicit transaction.
 */
export const ENTER_SQL = /* sql */ `
select pg_catalog.set_config('gatekeeper.session', (
  select pg_catalog.json_object_agg(name, pg_catalog.current_setting(name))::text
  from pg_catalog.unnest(array['search_path', 'datestyle', 'intervalstyle', 'timezone', 'extra_float_digits',
                               'bytea_output', 'lc_monetary', 'quote_all_identifiers', 'jit',
                               'plan_cache_mode']) as name
), true);
select pg_catalog.set_config(name, value, true)
from (values ('search_path', 'pg_catalog, pg_temp'), ('datestyle', 'ISO, YMD'), ('intervalstyle', 'postgres'),
             ('timezone', 'UTC'), ('extra_float_digits', '1'), ('bytea_output', 'hex'), ('lc_monetary', 'C'),
             ('quote_all_identifiers', 'off'), ('jit', 'off'), ('plan_cache_mode', 'force_generic_plan')) as setting (name, value);`;

/** Local settings last until the transaction ends, and the caller's may go on: give back what was found. */
export const LEAVE_SQL = /* sql */ `
select set_config(key, value, true) from json_each_text(current_setting('gatekeeper.session')::json);`;
