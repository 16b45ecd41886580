/** Roles belong to the whole server and so outlive the database in which a migration created them. */
import type postgres from 'postgres';

/** All roles but PostgreSQL's own. */
export async function listRoles(sql: postgres.Sql): Promise<Set<string>> {
  const rows = await sql<{ name: string }[]>`
    SELECT rolname AS name FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_'`;
  return new Set(rows.map(({ name }) => name));
}

/**
 * Drops roles as far as nothing on the server depends on them. What they own in the database of the connection goes with
 * them. Repeated as long as it gets further: the grantor of a membership cannot go before the membership (PostgreSQL 16).
 */
export async function dropRoles(sql: postgres.Sql, names: Iterable<string>): Promise<void> {
  let left = [...names];
  for (let before = left.length + 1; left.length > 0 && left.length < before;) {
    before = left.length;
    const failed: string[] = [];
    for (const name of left) if (!(await dropRole(sql, name))) failed.push(name);
    left = failed;
  }
}

async function dropRole(sql: postgres.Sql, name: string): Promise<boolean> {
  await sql`DROP OWNED BY ${sql(name)}`.catch(() => undefined); // Not permitted to all who may drop the role.
  return sql`DROP ROLE IF EXISTS ${sql(name)}`.then(
    () => true,
    () => false,
  );
}
