/** What a role needs that only reads, as docs/guides/status.md says; superusers prove nothing here. */
import { expect, test } from '@jest/globals';
import type postgres from 'postgres';
import { readDeployed } from '../../src/gather/deployed.js';
import { openDeployed } from '../../src/postgres/deployed/open-deployed.js';
import { createTracker } from '../../src/postgres/tracker/write.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../postgres/servers-at-hand.js';
import { urlOf } from '../postgres/url-of.js';

const TRACKER = { schema: 'drizzle', table: '__drizzle_migrations' };
const FIXTURE = 'migrations-fixtures/tracker/orphan-row/good';

const ROLE = 'CREATE ROLE watcher LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE';
const USAGE = 'GRANT USAGE ON SCHEMA drizzle TO watcher';
const SELECT = 'GRANT SELECT ON drizzle.__drizzle_migrations TO watcher';

/** Reads as that role, which may log in and no more but for `grants`. */
async function readAs(
  grants: readonly string[],
): Promise<{ read: () => ReturnType<typeof readDeployed> } & AsyncDisposable> {
  const history = await readHistory(`${FIXTURE}/drizzle`, FIXTURE);
  const server = await startAtHand('local');
  const database = await server.createDatabase();
  const sql: postgres.Sql = await database.connect();
  await createTracker(sql, TRACKER, 'journal');
  await sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('a', 1)`;
  await sql`CREATE TABLE orders (id bigint PRIMARY KEY, total numeric DEFAULT 0)`;
  await sql`CREATE TABLE invoices (order_id bigint REFERENCES orders (id), note text)`;
  await sql`CREATE SCHEMA vault`;
  await sql`CREATE TABLE vault.hidden (id serial, hash text, created_at bigint)`;
  for (const statement of [ROLE, ...grants]) await sql.unsafe(statement);
  const target = { project: { tracker: TRACKER }, history, timeoutMs: 10_000 };
  const url = urlOf(sql).replace('postgres@', 'watcher@');
  return {
    read: async () => {
      await using deployed = await openDeployed(url, 'DATABASE_URL');
      return await readDeployed(deployed, target);
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

const onServer = (PROVIDERS_AT_HAND as readonly string[]).includes('local') ? test : test.skip;

onServer('USAGE on the schema of the tracker and SELECT on it suffice, for the whole catalog', async () => {
  await using shop = await readAs([USAGE, SELECT]);
  const { reading, catalog, server } = await shop.read();
  expect(server.role).toBe('watcher');
  expect(reading.tracker?.rows).toHaveLength(1);
  expect(reading.others).toEqual([{ schema: 'vault', table: 'hidden', rows: null }]);
  const names = catalog.objects.filter(({ schema }) => schema === 'public').map(({ kind, name }) => `${kind} ${name}`);
  expect(names).toEqual(expect.arrayContaining(['table orders', 'column total', 'foreign key invoices_order_id_fkey']));
});

onServer.each([
  ['without USAGE', [SELECT], /permission denied for schema drizzle/],
  ['without SELECT', [USAGE], /permission denied for table __drizzle_migrations/],
])('%s it says what is missing', async (_, grants, message) => {
  await using shop = await readAs(grants);
  const reading = shop.read();
  await expect(reading).rejects.toThrow(message);
  await expect(reading).rejects.toMatchObject({
    hint: 'Give role "watcher" USAGE on the tracker\'s schema and SELECT on the tracker.',
  });
});
