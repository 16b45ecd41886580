/** Roles belong to the whole server and so outlive the database in which a migration created them. */
import type postgres from 'postgres';
import { quoteIdentifier } from '../../model/quote.js';

/** All roles but PostgreSQL's own. */
export async function listRoles(sql: postgres.Sql): Promise<Set<string>> {
  const rows = await sql<{ name: string }[]>`
    SELECT rolname AS name FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_'`;
  return new Set(rows.map(({ name }) => name));
}

/**
 * Drops those roles that own nothing and hold no privilege in any database: what a run's roles had went with its databases,
 * and what has more is not the run's. Repeated as long as it gets further: the grantor of a membership cannot go before
 * the membership (PostgreSQL 16).
 */
export async function dropRoles(sql: postgres.Sql, names: readonly string[]): Promise<void> {
  for (let left = names.length; left > 0;) {
    const unused = await listUnused(sql, names);
    for (const name of unused) await dropRole(sql, name);
    const remaining = (await listUnused(sql, names)).length;
    if (remaining === 0 || remaining >= left) return;
    left = remaining;
  }
}

/** Dependencies on roles: `dbid` 0 are shared objects, `deptype` `o` is ownership. */
async function listUnused(sql: postgres.Sql, names: readonly string[]): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    SELECT r.rolname AS name
    FROM pg_catalog.pg_roles r
    WHERE r.rolname = ANY (${[...names]})
      AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_shdepend d
        WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid AND (d.dbid <> 0 OR d.deptype = 'o')
      )`;
  return rows.map(({ name }) => name);
}

/** DROP OWNED revokes privileges on shared objects, such as databases; not everybody who may drop a role may do that. */
async function dropRole(sql: postgres.Sql, name: string): Promise<void> {
  for (const command of ['DROP OWNED BY', 'DROP ROLE IF EXISTS']) {
    await sql.unsafe(`${command} ${quoteIdentifier(name)}`).catch(() => undefined);
  }
}
