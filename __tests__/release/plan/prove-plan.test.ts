/** What is pending, run on a likeness of the target. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type postgres from 'postgres';
import type { Proof } from '../../../src/model/proof.js';
import type { EphemeralServer } from '../../../src/model/server.js';
import { provePlan } from '../../../src/release/plan/prove-plan.js';
import { scriptOf } from '../../postgres/replay/script-of.js';
import { SERVERS_AT_HAND } from '../../postgres/servers-at-hand.js';
import { constructionOf, deployTo } from '../target.js';

const SHOP = `CREATE TABLE customers (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, total numeric);`;

interface Case {
  readonly deployed?: (sql: postgres.Sql) => Promise<unknown>;
  readonly mode?: 'shared' | 'per-migration';
}

describe.each(SERVERS_AT_HAND)('on %s', (_name, _major, start) => {
  let server: EphemeralServer;
  beforeAll(async () => {
    server = await start([]);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  /** The shop is deployed; `pending` is not. */
  async function prove(pending: readonly string[], { deployed, mode = 'shared' }: Case = {}): Promise<Proof> {
    const script = await scriptOf(SHOP, ...pending);
    const facts = await deployTo(server, script, 1, deployed);
    return provePlan({ server, construction: constructionOf(script), deployed: facts, mode });
  }

  /** Each runs in a transaction of its own, on what those above it have left. */
  const FOOTPRINTS: readonly (readonly [sql: string, locks: readonly string[], rewrites: readonly string[]])[] = [
    ['ALTER TABLE orders ADD note text', ['orders AccessExclusiveLock'], []],
    ['ALTER TABLE orders ALTER total TYPE int', ['orders AccessExclusiveLock'], ['orders']],
    ['ALTER TABLE orders ALTER note TYPE varchar(9)', ['orders AccessExclusiveLock'], ['orders']],
    ['ALTER TABLE orders ALTER note TYPE varchar(99)', ['orders AccessExclusiveLock'], []],
    ['ALTER TABLE orders ADD at date DEFAULT clock_timestamp()', ['orders AccessExclusiveLock'], ['orders']],
    ['ALTER TABLE orders ADD day date DEFAULT now()', ['orders AccessExclusiveLock'], []],
    [
      'ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers',
      ['customers ShareRowExclusiveLock', 'orders ShareRowExclusiveLock'],
      [],
    ],
    ['CREATE INDEX ON orders (total)', ['orders ShareLock'], []],
    ["UPDATE customers SET name = 'x'", ['customers RowExclusiveLock'], []],
    ['CREATE TABLE invoices (id bigint)', [], []],
    ['ALTER TABLE invoices ADD total int DEFAULT random()', [], []],
    ['CREATE TABLE items (order_id bigint REFERENCES orders)', ['orders ShareRowExclusiveLock'], []],
    ['TRUNCATE orders, items', ['orders AccessExclusiveLock'], []],
    ['ALTER TABLE orders RENAME TO sales', ['orders AccessExclusiveLock'], []],
    [
      'ALTER TABLE sales ALTER customer_id TYPE int',
      ['customers AccessExclusiveLock', 'orders AccessExclusiveLock'],
      ['orders'],
    ],
    ['DROP TABLE sales CASCADE', ['customers AccessExclusiveLock', 'orders AccessExclusiveLock'], []],
  ];

  test('tells which tables of the target a statement locks and writes anew', async () => {
    const { pending, failure } = await prove(
      FOOTPRINTS.map(([sql]) => sql),
      { mode: 'per-migration' },
    );
    expect(failure).toBeNull();
    const seen = pending.flatMap(({ statements }) =>
      statements.map(({ sql, locks, rewrites }) => [sql, locks.map(({ table, mode }) => `${table} ${mode}`), rewrites]),
    );
    const expected = FOOTPRINTS.map(([sql, locks, rewrites]) => [
      sql,
      locks.map((lock) => `public.${lock}`),
      rewrites.map((table) => `public.${table}`),
    ]);
    expect(seen).toEqual(expected);
    expect(pending.flatMap(({ statements }) => statements).every(({ durationMs }) => durationMs > 0)).toBe(true);
  });

  test('tells of a lock where it is taken, and not again in the same transaction', async () => {
    const { pending } = await prove([
      'CREATE INDEX ON orders (total);\nALTER TABLE orders ADD a int;',
      'ALTER TABLE orders ADD b int',
    ]);
    expect(pending).toMatchObject([
      {
        tag: '0001_orders',
        transaction: 'shared',
        statements: [
          { line: 1, locks: [{ table: 'public.orders', mode: 'ShareLock' }] },
          { line: 2, locks: [{ table: 'public.orders', mode: 'AccessExclusiveLock' }] },
        ],
      },
      { tag: '0002_orders', transaction: 'shared', statements: [{ line: 1, locks: [] }] },
    ]);
  });

  const CONCURRENTLY = 'CREATE INDEX CONCURRENTLY orders_total ON orders (total)';
  const REINDEX = 'DROP INDEX CONCURRENTLY orders_total; CREATE INDEX CONCURRENTLY orders_day ON orders (id, total)';

  test('lets what can run in no transaction run alone, between those that can', async () => {
    const { steps, pending } = await prove([
      'ALTER TABLE orders ADD a int',
      CONCURRENTLY,
      'ALTER TABLE orders ADD b int',
      'ALTER TABLE orders ADD c int',
    ]);
    expect(steps.map(({ transaction, migrations }) => [transaction, migrations.length])).toEqual([
      ['shared', 1],
      ['none', 1],
      ['shared', 2],
    ]);
    expect(pending[1]?.statements[0]?.locks).toEqual([{ table: 'public.orders', mode: 'ShareUpdateExclusiveLock' }]);
  });

  test.each([
    ['nothing', '', 0],
    ['its first statement', 'CREATE INDEX orders_total ON orders (total)', 1],
    ['all of it', 'CREATE INDEX orders_day ON orders (id, total)', 3],
  ])('takes up a migration without a transaction of which a killed run had done %s', async (_, sql, done) => {
    const proof = await prove([`${CONCURRENTLY};\n${REINDEX}`], { deployed: (target) => target.unsafe(sql) });
    expect(proof).toMatchObject({ done, drift: [], unbuilt: [], failure: null });
    expect(proof.pending[0]?.statements).toHaveLength(3 - done);
    expect(proof.steps[0]?.after.objects.map(({ name }) => name)).toContain('orders_day');
  });

  test('takes an invalid index that a pending statement makes for a leftover', async () => {
    const proof = await prove([CONCURRENTLY], {
      deployed: async (sql) => {
        await sql.unsafe('CREATE INDEX orders_total ON orders (total)');
        await sql.unsafe("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'orders_total'::regclass");
      },
    });
    expect(proof).toMatchObject({ leftovers: ['index public.orders.orders_total'], drift: [], failure: null, done: 0 });
  });

  const DRIFT = `ALTER TABLE orders ADD COLUMN rebate numeric(5,2) DEFAULT 0 NOT NULL;
    ALTER TABLE orders ALTER total SET NOT NULL; CREATE INDEX orders_rebate ON orders (rebate); DROP TABLE customers;
    CREATE TYPE state AS ENUM ('open', 'paid'); ALTER TABLE orders ADD state state`;

  test('runs what is pending on what people have made of the target by hand', async () => {
    const proof = await prove(["UPDATE orders SET rebate = 1 WHERE state = 'paid'"], {
      deployed: (sql) => sql.unsafe(DRIFT),
    });
    expect(proof.drift.map(({ change, object }) => `${change} ${object}`).sort()).toEqual([
      'changed column public.orders.total',
      'extra column public.orders.rebate',
      'extra column public.orders.state',
      'extra enum public.state',
      'extra index public.orders.orders_rebate',
      'missing table public.customers',
    ]);
    expect(proof).toMatchObject({ unbuilt: [], failure: null });
  });

  test('leaves as not built what no DDL of ours makes', async () => {
    const domain = 'CREATE DOMAIN cents AS int';
    const { unbuilt } = await prove(['SELECT 1'], { deployed: (sql) => sql.unsafe(domain) });
    expect(unbuilt.map(({ object }) => object)).toEqual(['domain public.cents']);
  });

  test.each([
    ['shared', ['0001_orders', '0002_orders']],
    ['per-migration', ['0001_orders', '0002_orders']],
  ] as const)('says which statement fails, transactions being %s', async (mode, tags) => {
    const proof = await prove(
      ['ALTER TABLE orders ADD a int', 'ALTER TABLE orders ADD b int;\nALTER TABLE gone ADD c int'],
      { mode },
    );
    expect(proof.failure).toMatchObject({
      tag: '0002_orders',
      statement: 'ALTER TABLE gone ADD c int',
      error: { sqlstate: '42P01' },
    });
    expect(proof.pending.map(({ tag }) => tag)).toEqual(tags);
    expect(proof.steps).toHaveLength(mode === 'shared' ? 0 : 1);
  });
});
