/** What a deploy meets: rows in the tables, and all that is pending in one transaction. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { UpgradeOutcome } from '../../../src/model/replay.js';
import type { EphemeralServer } from '../../../src/model/server.js';
import { replayStepByStep } from '../../../src/postgres/replay/replay.js';
import { replayUpgrade } from '../../../src/postgres/replay/upgrade.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../servers-at-hand.js';
import { scriptOf } from './script-of.js';

const ORDERS =
  "CREATE TYPE state AS ENUM ('open', 'paid'); CREATE TABLE orders (id serial PRIMARY KEY, customer text);";
const INVOICES =
  'CREATE TABLE invoices (id serial PRIMARY KEY, order_id integer NOT NULL REFERENCES orders DEFERRABLE INITIALLY DEFERRED);';

describe.each(PROVIDERS_AT_HAND)('a deploy on a server that is %s', (provider) => {
  let server: EphemeralServer;
  beforeAll(async () => {
    server = await startAtHand(provider);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  /** Commits the base, upgrades, and asks what the database looks like then. */
  async function deploy(base: string, ...pending: readonly string[]): Promise<UpgradeOutcome> {
    await using database = await server.createDatabase();
    const sql = await database.connect();
    const script = await scriptOf(base, ...pending);
    const [merged, ...rest] = script.migrations;
    if (merged === undefined) throw new Error('there is no base');
    await replayStepByStep(sql, { ...script, migrations: [merged] });
    const outcome = await replayUpgrade(sql, script, rest);
    const [left] = await sql<[{ orders: string; tracked: string }]>`
      SELECT (SELECT count(*) FROM orders) AS orders, (SELECT count(*) FROM drizzle.__drizzle_migrations) AS tracked`;
    expect(left).toEqual({ orders: '0', tracked: '1' });
    return outcome;
  }

  test('that goes through leaves neither rows nor changes', async () => {
    const outcome = await deploy(ORDERS, 'ALTER TABLE orders ADD note text', 'UPDATE orders SET note = customer');
    expect(outcome).toMatchObject({
      applied: ['0001_orders', '0002_orders'],
      failure: null,
      failureOnRows: null,
      emptyTables: [],
    });
  });

  test.each([
    ['a new column without a default', 'ALTER TABLE orders ADD total integer NOT NULL', '23502'],
    ['a column that is not filled first', 'ALTER TABLE orders ALTER customer SET NOT NULL', '23502'],
    ['a condition', 'ALTER TABLE orders ADD CHECK (id > 1000)', '23514'],
    [
      'a key',
      `${INVOICES} INSERT INTO invoices (order_id) SELECT id + 7 FROM orders; SET CONSTRAINTS ALL IMMEDIATE`,
      '23503',
    ],
    ['a type', 'ALTER TABLE orders ALTER id DROP DEFAULT, ALTER id TYPE state USING id::text::state', '22P02'],
    [
      'a block',
      "DO $$ BEGIN IF EXISTS (SELECT FROM orders) THEN RAISE 'orders must be empty'; END IF; END $$",
      'P0001',
    ],
  ])('meets rows that fail %s, and goes on without them', async (_, pending, sqlstate) => {
    const outcome = await deploy(ORDERS, pending, 'CREATE TABLE refunds (id integer)');
    expect(outcome.failureOnRows).toMatchObject({ tag: '0001_orders', error: { sqlstate } });
    expect(outcome).toMatchObject({ applied: ['0001_orders', '0002_orders'], failure: null });
  });

  test.each([
    [
      'filled before it may not be NULL',
      "UPDATE orders SET customer = 'unknown'; ALTER TABLE orders ALTER customer SET NOT NULL",
    ],
    ['given a default', "ALTER TABLE orders ADD currency text NOT NULL DEFAULT 'EUR'"],
  ])('takes a column that is %s', async (_, pending) => {
    expect(await deploy(ORDERS, pending)).toMatchObject({ failure: null, failureOnRows: null });
  });

  test('cannot use an enum value that an earlier pending migration adds', async () => {
    const outcome = await deploy(ORDERS, "ALTER TYPE state ADD VALUE 'draft'", "SELECT 'draft'::state");
    expect(outcome).toMatchObject({
      applied: ['0001_orders'],
      failure: { tag: '0002_orders', error: { sqlstate: '55P04' } },
      failureOnRows: null,
    });
  });

  test('tells apart what fails on rows and what fails after that', async () => {
    const outcome = await deploy(ORDERS, 'ALTER TABLE orders ADD total integer NOT NULL', 'DROP TABLE refunds');
    expect(outcome).toMatchObject({
      applied: ['0001_orders'],
      failureOnRows: { tag: '0001_orders', error: { sqlstate: '23502' } },
      failure: { tag: '0002_orders', error: { sqlstate: '42P01' } },
    });
  });

  test('checks deferred constraints at the end, as COMMIT does', async () => {
    const pending = 'INSERT INTO invoices (id, order_id) VALUES (70, 70)';
    expect(await deploy(ORDERS + INVOICES, pending, 'SELECT 1')).toMatchObject({
      applied: ['0001_orders', '0002_orders'],
      failure: { tag: '0002_orders', statement: 'COMMIT', error: { sqlstate: '23503' } },
      failureOnRows: null,
    });
  });

  test('names tables that take no row', async () => {
    const { emptyTables } = await deploy(`${ORDERS} CREATE TABLE coupons (id integer NOT NULL CHECK (id IS NULL));`);
    expect(emptyTables).toEqual([{ table: 'public.coupons', reason: expect.stringContaining('(23514)') }]);
  });

  test('finds deferred constraints deferred', async () => {
    const pending = 'INSERT INTO invoices (id, order_id) VALUES (70, 70); INSERT INTO orders (id) VALUES (70)';
    expect(await deploy(ORDERS + INVOICES, pending)).toMatchObject({ failure: null, failureOnRows: null });
  });
});
