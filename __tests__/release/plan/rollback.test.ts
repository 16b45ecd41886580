/** Ways back, derived and then taken by a database that has rows. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compareCatalogs } from '../../../src/compare/compare-catalogs.js';
import type { Rollback } from '../../../src/model/proof.js';
import type { EphemeralServer } from '../../../src/model/server.js';
import { readCatalog } from '../../../src/postgres/catalog/read-catalog.js';
import { replayStepByStep } from '../../../src/postgres/replay/replay.js';
import { provePlan } from '../../../src/release/plan/prove-plan.js';
import { scriptOf } from '../../postgres/replay/script-of.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../../postgres/servers-at-hand.js';
import { constructionOf, deployTo } from '../target.js';

const SHOP = `CREATE TYPE state AS ENUM ('open', 'paid');
CREATE TABLE customers (id serial PRIMARY KEY, name text NOT NULL, email text UNIQUE);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id int REFERENCES customers, total numeric, state state DEFAULT 'open');
CREATE INDEX orders_total ON orders (total);
CREATE VIEW open_orders AS SELECT id FROM orders WHERE state = 'open';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER touched BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();`;

const ROWS = `INSERT INTO customers (name, email) VALUES ('Ann', 'a@example.com');
INSERT INTO orders VALUES (1, 1, 12.5, 'open');`;

interface Way {
  readonly pending: string;
  /** Beginnings of what is said to be lost. */
  readonly losses: readonly RegExp[];
  /** Of the order, after forward and back; or the error at which the script stops. */
  readonly total: unknown;
}

const WAYS: Readonly<Record<string, Way>> = {
  'a new table and column': {
    pending:
      'CREATE TABLE invoices (id serial PRIMARY KEY, order_id bigint REFERENCES orders); ALTER TABLE orders ADD note text NOT NULL DEFAULT 1',
    losses: [/^column public\.orders\.note is dropped, with all/, /^table public\.invoices is dropped, with all/],
    total: '12.5',
  },
  'a dropped column': {
    pending: 'ALTER TABLE orders DROP COLUMN total',
    losses: [/^column public\.orders\.total comes back without the values/],
    total: null,
  },
  'a dropped table': {
    pending: 'DROP TABLE customers CASCADE',
    losses: [/^foreign key .* is added again/, /^table public\.customers comes back empty/],
    total: expect.stringMatching(/violates foreign key constraint/),
  },
  'a narrower type': {
    pending: 'ALTER TABLE orders ALTER total TYPE int USING total::int',
    losses: [/^column public\.orders\.total goes back from integer to numeric/],
    total: '13',
  },
  'a renamed table and column': {
    pending: 'ALTER TABLE orders RENAME TO sales; ALTER TABLE sales RENAME total TO amount',
    losses: [],
    total: '12.5',
  },
  'a table in another schema': {
    pending: 'CREATE SCHEMA sales; ALTER TABLE orders SET SCHEMA sales',
    losses: [/^schema sales is dropped/],
    total: '12.5',
  },
  'a column that was replaced': {
    pending:
      "DROP VIEW open_orders; ALTER TABLE orders DROP state; ALTER TABLE orders ADD state state DEFAULT 'open'; CREATE VIEW open_orders AS SELECT id FROM orders WHERE state = 'open'",
    losses: [/^column public\.orders\.state was dropped and made anew/],
    total: '12.5',
  },
  rows: {
    pending: "UPDATE orders SET total = 99; DO $$ BEGIN UPDATE orders SET state = 'paid'; END $$",
    losses: [/^rows that "0001_orders" writes at line 1 stay/, /^rows that "0001_orders" writes at line 1 stay.*DO/],
    total: '99',
  },
  'constraints, indexes, views and triggers': {
    pending:
      'ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey; DROP INDEX orders_total; DROP VIEW open_orders; DROP TRIGGER touched ON orders; ALTER TABLE orders ALTER total SET NOT NULL, ADD CHECK (total > 0)',
    losses: [/^foreign key public\.orders\.orders_customer_id_fkey is added again/],
    total: '12.5',
  },
  'a function of the same name': {
    pending:
      "CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$; CREATE FUNCTION vat(n numeric) RETURNS numeric LANGUAGE sql AS 'SELECT n'",
    losses: [],
    total: '12.5',
  },
};

describe.each(PROVIDERS_AT_HAND)('on the %s server', (provider) => {
  let server: EphemeralServer;
  beforeAll(async () => {
    server = await startAtHand(provider);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  async function derive(pending: string): Promise<Rollback> {
    const script = await scriptOf(SHOP, pending);
    const deployed = await deployTo(server, script, 1);
    const { rollback, failure } = await provePlan({
      server,
      construction: constructionOf(script),
      deployed,
      mode: 'shared',
      withRollback: true,
    });
    expect(failure).toBeNull();
    if (rollback === null) throw new Error('no way back was derived');
    return rollback;
  }

  /** Goes forward and back on a database with rows; how the rows are then. */
  async function takeBack(pending: string, { statements }: Rollback) {
    await using database = await server.createDatabase();
    const sql = await database.connect();
    const script = await scriptOf(SHOP, pending);
    const [shop, ...rest] = script.migrations;
    if (shop === undefined) throw new Error('there is no migration');
    await replayStepByStep(sql, { ...script, migrations: [shop] });
    await sql.unsafe(ROWS);
    const before = await readCatalog(sql, script);
    await replayStepByStep(sql, { ...script, migrations: rest });
    const ended = await sql.unsafe(`BEGIN; ${statements.join('\n')} COMMIT;`).then(
      () => null,
      (error: unknown) => (error as Error).message,
    );
    if (ended !== null) return ended;
    expect(compareCatalogs(before, await readCatalog(sql, script), 'all')).toEqual([]);
    expect(await sql`SELECT hash FROM drizzle.__drizzle_migrations`).toEqual([{ hash: shop.hash }]);
    const [order] = await sql<[{ total: string | null }]>`SELECT total::text FROM orders`;
    return order.total;
  }

  test.each(Object.entries(WAYS))('%s', async (_, { pending, losses, total }) => {
    const rollback = await derive(pending);
    expect(rollback).toMatchObject({ underived: [], fault: null });
    expect(rollback.losses).toEqual(losses.map((loss) => expect.stringMatching(loss)));
    expect(await takeBack(pending, rollback)).toEqual(total);
  });

  test('takes the rows of Drizzle 1.0 out of the tracker by name', async () => {
    const script = { ...(await scriptOf(SHOP, 'CREATE TABLE invoices (id int)')), layout: 'folders' as const };
    const deployed = await deployTo(server, script, 1);
    const construction = constructionOf(script);
    const { rollback } = await provePlan({ server, construction, deployed, mode: 'shared', withRollback: true });
    expect(rollback).toMatchObject({ underived: [], fault: null });
    expect(rollback?.statements.at(-1)).toMatch(/^DELETE FROM .* AND name = '0001_orders';$/);
  });
});
