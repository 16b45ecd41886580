/** How large tables are, as far as PostgreSQL knows without reading them. */
import type postgres from 'postgres';
import type { TableSize } from '../../model/release.js';

/** Of all tables and materialized views, schema-qualified and unquoted; partitioned tables without their partitions. */
export async function readSizes(sql: postgres.Sql): Promise<readonly TableSize[]> {
  // -1, and 0 up to PostgreSQL 13, tell that neither VACUUM nor ANALYZE have looked yet (`pg_class.reltuples`).
  return sql<TableSize[]>`
    select n.nspname || '.' || c.relname as table,
           case when c.reltuples >= 0 then c.reltuples::float8 end as "estimatedRows",
           pg_catalog.pg_total_relation_size(c.oid)::float8 as bytes
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    order by 1`;
}
