/** Databases of one server, side by side, and what they leave on it. */
import type postgres from 'postgres';
import { quoteIdentifier } from '../../src/model/quote.js';
import { toMigration } from '../../src/project/history/migration.js';
import { parseMigration } from '../../src/sql/parse.js';

/** Runs a file statement by statement, since some take no transaction; throws what the server says. */
export async function load(sql: postgres.Sql, text: string): Promise<void> {
  const { statements, syntaxErrors } = await parseMigration(toMigration('pair', { path: 'pair.sql', text }, 1));
  if (syntaxErrors.length > 0) await sql.unsafe(text);
  for (const statement of statements) await sql.unsafe(statement.text);
}

/** A database with a subscription cannot be dropped (55006), and a slot of that name was never made. */
export async function dropSubscriptions(sql: postgres.Sql): Promise<void> {
  const subscriptions = await sql<{ name: string }[]>`
    SELECT subname AS name FROM pg_subscription
    WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  for (const { name } of subscriptions) {
    const subscription = quoteIdentifier(name);
    await sql.unsafe(`ALTER SUBSCRIPTION ${subscription} DISABLE`);
    await sql.unsafe(`ALTER SUBSCRIPTION ${subscription} SET (slot_name = NONE)`);
    await sql.unsafe(`DROP SUBSCRIPTION ${subscription}`);
  }
}

export async function listRoles(sql: postgres.Sql): Promise<readonly string[]> {
  return (await sql<{ name: string }[]>`SELECT rolname AS name FROM pg_roles`).map(({ name }) => name);
}

/** Roles outlive databases, and would be there already for the next pair. */
export async function dropRoles(sql: postgres.Sql, kept: readonly string[]): Promise<void> {
  const strange = (await listRoles(sql)).filter((name) => !kept.includes(name)).map((name) => quoteIdentifier(name));
  if (strange.length === 0) return;
  await sql.unsafe(`DROP OWNED BY ${strange.join(', ')} CASCADE`);
  await sql.unsafe(`DROP ROLE ${strange.join(', ')}`);
}
