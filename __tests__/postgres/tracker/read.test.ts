/** Trackers as the field leaves them, read from real servers. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type postgres from 'postgres';
import type { EphemeralServer } from '../../../src/model/server.js';
import type { Deployed } from '../../../src/postgres/deployed/open-deployed.js';
import { openDeployed, readOnly } from '../../../src/postgres/deployed/open-deployed.js';
import { readTracker } from '../../../src/postgres/tracker/read.js';
import { createTracker } from '../../../src/postgres/tracker/write.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../servers-at-hand.js';
import { urlOf } from '../url-of.js';

const PLACE = { schema: 'drizzle', table: '__drizzle_migrations' };

describe.each(PROVIDERS_AT_HAND)('on the %s server', (provider) => {
  let server: EphemeralServer;
  beforeAll(async () => {
    server = await startAtHand(provider);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  async function read(setUp: (sql: postgres.Sql) => Promise<unknown>) {
    await using database = await server.createDatabase();
    const sql = await database.connect();
    await setUp(sql);
    await sql.end(); // The embedded server serves one connection at a time.
    await using deployed = await openDeployed(urlOf(sql), 'DATABASE_URL');
    return await readOnly(deployed.sql, 10_000, () => readTracker(deployed.sql, PLACE));
  }

  test('there is none', async () => {
    expect(await read((sql) => sql`CREATE TABLE orders (id bigint, hash text)`)).toEqual({ tracker: null, others: [] });
  });

  test("drizzle-orm's own, with a row whose time is more than a double can hold", async () => {
    const { tracker } = await read(async (sql) => {
      await createTracker(sql, PLACE, 'journal');
      await sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('a', 9007199254740993), ('b', 2)`;
    });
    expect(tracker).toMatchObject({
      schema: 'drizzle',
      columns: [
        { name: 'id', type: 'integer', isNullable: false },
        { name: 'hash', type: 'text', isNullable: false, default: null },
        { name: 'created_at', type: 'bigint', isNullable: true },
      ],
      rows: [
        { id: '1', hash: 'a', createdAt: '9007199254740993', name: null },
        { id: '2', hash: 'b', createdAt: '2' },
      ],
      newest: '9007199254740993',
    });
  });

  test.each([
    ['text', "'999', '1000'", '999'],
    ['bigint', '999, NULL', null],
    ['timestamp', "'2024-05-06 09:00', '2024-05-06 10:00'", '2024-05-06 10:00:00'],
  ])('created_at as %s: what is newest is what the server says', async (type, values, newest) => {
    const { tracker } = await read(async (sql) => {
      await sql`CREATE SCHEMA drizzle`;
      await sql.unsafe(`CREATE TABLE drizzle.__drizzle_migrations (id serial, hash text, created_at ${type})`);
      await sql.unsafe(
        `INSERT INTO drizzle.__drizzle_migrations (created_at) SELECT unnest(ARRAY[${values}]::${type}[])`,
      );
    });
    expect(tracker?.newest).toBe(newest);
    expect(tracker?.rows).toHaveLength(2);
  });

  test('a table without a column that Drizzle has', async () => {
    const { tracker } = await read(async (sql) => {
      await sql`CREATE SCHEMA drizzle`;
      await sql`CREATE TABLE drizzle.__drizzle_migrations (hash text)`;
      await sql`INSERT INTO drizzle.__drizzle_migrations VALUES ('a')`;
    });
    expect(tracker).toMatchObject({ newest: null, rows: [{ id: null, hash: 'a', createdAt: null }] });
  });

  test('tables of its shape in other places, and none that only looks a little like it', async () => {
    const { tracker, others } = await read(async (sql) => {
      await createTracker(sql, { schema: 'public', table: '__drizzle_migrations' }, 'folders');
      await sql`INSERT INTO public.__drizzle_migrations (hash) VALUES ('a'), ('b')`;
      await sql`CREATE TABLE invoices (id serial, hash text, created_at bigint, total numeric)`;
    });
    expect(tracker).toBeNull();
    expect(others).toEqual([{ schema: 'public', table: '__drizzle_migrations', rows: 2 }]);
  });
});

describe('the connection', () => {
  test.each([
    ['is no URL', 'orders', 'DATABASE_URL is not a connection string of PostgreSQL'],
    ['leads nowhere', 'postgres://owner:s3cret@127.0.0.1:1/shop', /cannot be reached: .*ECONNREFUSED/],
  ])('says what is wrong where it %s, without the URL', async (_, url, message) => {
    const opening = openDeployed(url, 'DATABASE_URL');
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.not.toThrow('s3cret');
  });

  test('cannot write', async () => {
    await using server = await startAtHand('embedded');
    await using database = await server.createDatabase();
    const sql = await database.connect();
    await sql`CREATE TABLE orders (id bigint)`;
    await sql.end();
    await using deployed: Deployed = await openDeployed(urlOf(sql), 'DATABASE_URL');
    expect(deployed.server).toMatchObject({
      role: 'postgres',
      port: null,
      isStandby: false,
      version: server.facts.version,
    });
    const writing = readOnly(deployed.sql, 10_000, async () => deployed.sql`INSERT INTO orders VALUES (1)`);
    await expect(writing).rejects.toThrow('cannot execute INSERT in a read-only transaction');
    expect(await deployed.sql`SELECT * FROM orders`).toHaveLength(0);
  });
});
