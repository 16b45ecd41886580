/** What is particular to the embedded server. */
import { createConnection } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type postgres from 'postgres';
import type { EphemeralServer } from '../../../src/model/server.js';
import { startServer } from '../../../src/postgres/servers/start-server.js';
import { ANY } from './providers.js';

let server: EphemeralServer;

beforeAll(async () => {
  const extensions = ['vector', 'pgcrypto', 'uuid-ossp', 'earthdistance', 'moddatetime', 'pg_cron'];
  server = await startServer({ ...ANY, provider: 'embedded', extensions });
});
afterAll(async () => server?.[Symbol.asyncDispose]());

async function onNewDatabase<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  await using database = await server.createDatabase();
  return await work(await database.connect());
}

test.each([
  ['vector', `SELECT ('[3,4]'::vector <-> '[0,0]')::int AS value`, 5],
  ['pgcrypto', `SELECT digest('invoice', 'md5') = decode(md5('invoice'), 'hex') AS value`, true],
  ['"uuid-ossp"', `SELECT length(uuid_generate_v4()::text) AS value`, 36],
  ['earthdistance', `SELECT (gc_to_sec(0))::int AS value`, 0],
  ['moddatetime', `SELECT count(*)::int AS value FROM pg_proc WHERE proname = 'moddatetime'`, 1],
])('creates extension %s', async (extension, text, value) => {
  await onNewDatabase(async (sql) => {
    await sql.unsafe(`CREATE EXTENSION IF NOT EXISTS ${extension} CASCADE`);
    expect([...(await sql.unsafe(text))]).toEqual([{ value }]);
  });
});

test.each(['pg_cron', 'citext'])(
  'leaves it to the server to refuse %s, which it was not given or does not have',
  async (name) => {
    await onNewDatabase(async (sql) => {
      await expect(sql.unsafe(`CREATE EXTENSION ${name}`)).rejects.toMatchObject({
        code: '0A000',
        message: `extension "${name}" is not available`,
      });
    });
  },
);

test('is configured like a server: default search path, system tables protected, UTF-8', async () => {
  await onNewDatabase(async (sql) => {
    const [settings] = await sql`
      SELECT current_setting('search_path') AS path, current_setting('server_encoding') AS encoding,
        current_setting('allow_system_table_mods') AS protected, current_user AS role, current_setting('TimeZone') AS zone`;
    expect(settings).toEqual({
      path: '"$user", public',
      encoding: 'UTF8',
      protected: 'off',
      role: 'postgres',
      zone: 'UTC',
    });
    const [contents] = await sql`
      SELECT (SELECT count(*)::int FROM pg_database) AS databases, (SELECT count(*)::int FROM information_schema.tables
        WHERE table_schema = 'public') AS tables, (SELECT array_agg(lanname::text ORDER BY lanname) FROM pg_language) AS languages`;
    expect(contents).toEqual({ databases: 1, tables: 0, languages: ['c', 'internal', 'plpgsql', 'sql'] });
  });
});

test('lets a second connection to a database wait for the first', async () => {
  await using database = await server.createDatabase();
  const first = await database.connect();
  await first`CREATE TABLE orders (id int)`;
  const second = await database.connect();
  const counted = second`SELECT count(*)::int AS count FROM orders`;
  void counted.execute();
  await first`INSERT INTO orders SELECT generate_series(1, 3)`;
  await first.end();
  expect([...(await counted)]).toEqual([{ count: 3 }]);
});

test('passes a large answer on', async () => {
  await onNewDatabase(async (sql) => {
    const rows = await sql`SELECT repeat('€', 1000) AS text FROM generate_series(1, 5000)`;
    expect(rows.length).toBe(5000);
    expect(rows[4999]?.['text']).toHaveLength(1000);
  });
});

test('tells a client that wants encryption that there is none, and drops what is no client', async () => {
  await using database = await server.createDatabase();
  const sql = await database.connect();
  await sql`SELECT 1`;
  const path = String((sql.options as { path?: unknown }).path);
  const ask = async (bytes: Buffer): Promise<string> =>
    new Promise((resolve) => {
      const socket = createConnection(path, () => socket.write(bytes));
      socket.once('data', (answer) => socket.destroy() && resolve(answer.toString()));
      socket.once('end', () => resolve('closed'));
    });
  expect(await ask(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]))).toBe('N');
  expect(await ask(Buffer.from('GET / HTTP/1.1\r\n\r\n'))).toBe('closed');
  expect([...(await sql`SELECT 1 AS alive`)]).toEqual([{ alive: 1 }]);
});
