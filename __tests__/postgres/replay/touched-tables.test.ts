/** Postgres grades the claim: what a statement changes is all in a catalog of the tables that it is said to touch. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compareCatalogs } from '../../../src/compare/compare-catalogs.js';
import type { EphemeralServer } from '../../../src/model/server.js';
import type { Statement } from '../../../src/model/sql.js';
import { readCatalog } from '../../../src/postgres/catalog/read-catalog.js';
import { touchedTables } from '../../../src/postgres/replay/touched-tables.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../servers-at-hand.js';
import { scriptOf } from './script.js';

const SHOP = `
  CREATE TABLE customers (id serial PRIMARY KEY, name text DEFAULT 'unknown', email varchar(80) UNIQUE);
  CREATE TABLE orders (
    id serial PRIMARY KEY, customer_id int CONSTRAINT orders_customer_fk REFERENCES customers, status text NOT NULL,
    total int CONSTRAINT total_check CHECK (total >= 0), placed_on date, EXCLUDE USING btree (id WITH =));
  CREATE INDEX orders_status ON orders (status, total) WHERE total > 10;
  CREATE VIEW open_orders AS SELECT id, status FROM orders WHERE status = 'open';
  CREATE TABLE web_orders (referrer text) INHERITS (orders);
  CREATE TABLE invoices (id int, issued date, total int) PARTITION BY RANGE (issued);
  CREATE TABLE invoices_2024 PARTITION OF invoices FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
  CREATE POLICY own ON orders USING (status = 'open');
  COMMENT ON CONSTRAINT total_check ON orders IS 'never negative';
  ALTER TABLE customers ADD CONSTRAINT email_given CHECK (email <> '') NOT VALID;
  CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE FUNCTION is_open(status text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
  ALTER TABLE orders ADD CONSTRAINT open_check CHECK (is_open(status));
  CREATE TRIGGER stamp_order BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION stamp();
  CREATE TRIGGER stamp_invoice BEFORE INSERT ON invoices FOR EACH ROW EXECUTE FUNCTION stamp();
  CREATE PROCEDURE close_all() LANGUAGE sql AS 'DELETE FROM orders';`;

/** Each changes the shop. */
const CONFINED = [
  `ALTER TABLE orders ALTER COLUMN status SET DEFAULT 'open'`,
  'ALTER TABLE customers ALTER COLUMN name DROP DEFAULT',
  'ALTER TABLE customers ALTER COLUMN name SET NOT NULL',
  'ALTER TABLE orders ALTER COLUMN status DROP NOT NULL',
  'ALTER TABLE orders ALTER COLUMN total SET DATA TYPE bigint',
  'ALTER TABLE customers ALTER COLUMN id SET DATA TYPE bigint',
  'ALTER TABLE orders ADD CONSTRAINT placed CHECK (placed_on IS NOT NULL)',
  'ALTER TABLE invoices ADD CONSTRAINT invoices_pkey PRIMARY KEY (id, issued)',
  'ALTER TABLE orders ADD CONSTRAINT customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE',
  'ALTER TABLE orders DROP CONSTRAINT orders_customer_fk',
  'ALTER TABLE orders DROP CONSTRAINT total_check',
  'ALTER TABLE customers VALIDATE CONSTRAINT email_given',
  'ALTER TABLE orders ENABLE ROW LEVEL SECURITY',
  'ALTER TABLE orders FORCE ROW LEVEL SECURITY',
  'ALTER TABLE invoices ALTER COLUMN total SET NOT NULL',
  `ALTER POLICY own ON orders USING (status = 'paid')`,
  'CREATE POLICY everybody ON customers USING (true)',
  'DROP POLICY own ON orders',
  'CREATE INDEX orders_placed ON orders (placed_on)',
  'DROP INDEX orders_status; CREATE INDEX orders_status ON orders (total)',
  'CREATE INDEX ON invoices (total)',
  'CREATE TRIGGER again BEFORE UPDATE ON invoices FOR EACH ROW EXECUTE FUNCTION stamp()',
  'DROP TRIGGER stamp_order ON orders',
  'DROP TRIGGER stamp_invoice ON invoices',
  `CREATE OR REPLACE FUNCTION is_open(status text) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT false'`,
  `CREATE FUNCTION total_of(id int) RETURNS int LANGUAGE sql AS 'SELECT 1'`,
  'DROP PROCEDURE close_all',
  'CREATE OR REPLACE VIEW open_orders AS SELECT id, status, 1 AS one FROM orders',
  'DROP VIEW open_orders',
];

test.each([
  'ALTER TABLE customers RENAME COLUMN name TO full_name',
  'ALTER TABLE orders DROP COLUMN status CASCADE',
  'ALTER TABLE customers DROP CONSTRAINT customers_pkey CASCADE',
  'ALTER TABLE orders ADD COLUMN number serial',
  'ALTER TABLE orders OWNER TO clerk',
  'ALTER TABLE invoices DETACH PARTITION invoices_2024',
  'ALTER INDEX orders_status SET (fillfactor = 70)',
  'CREATE TABLE receipts (id int)',
  'DROP INDEX orders_status',
  'DROP INDEX shop.orders_status; CREATE INDEX orders_status ON orders (total)',
  'DROP FUNCTION is_open(text) CASCADE',
  'ALTER FUNCTION is_open(text) RENAME TO is_closed',
  'DROP TABLE invoices',
  'DO $$ BEGIN ALTER TABLE orders ENABLE ROW LEVEL SECURITY; END $$',
])('of %s, nothing is claimed', async (text) => {
  expect(touchedTables(await parse(`ALTER TABLE orders ENABLE ROW LEVEL SECURITY; ${text}`))).toBeNull();
});

test('names every table once', async () => {
  const text = 'ALTER TABLE a.orders ALTER x SET NOT NULL; ALTER TABLE b.orders ALTER x SET NOT NULL';
  expect(touchedTables(await parse(text))).toEqual(['orders']);
});

describe.each(PROVIDERS_AT_HAND)('on %s', (provider) => {
  let server: EphemeralServer;
  beforeAll(async () => {
    server = await startAtHand(provider);
  });
  afterAll(async () => server?.[Symbol.asyncDispose]());

  test('what changes is among the touched tables', async () => {
    await using database = await server.createDatabase();
    const sql = await database.connect();
    await sql.unsafe(SHOP);
    const whole = await readCatalog(sql);
    for (const text of CONFINED) {
      const tables = touchedTables(await parse(text));
      const part = await readCatalog(sql, { tables });
      await sql.unsafe(`BEGIN; ${text}`);
      const differences = compareCatalogs(whole, await readCatalog(sql), 'all');
      const found = compareCatalogs(part, await readCatalog(sql, { tables }), 'all');
      await sql.unsafe('ROLLBACK');
      expect({ text, changes: differences.length > 0, tables }).toMatchObject({
        changes: true,
        tables: expect.any(Array),
      });
      expect({ text, found }).toEqual({ text, found: differences });
      expect(part.objects.length).toBeLessThan(whole.objects.length);
    }
  });
});

async function parse(text: string): Promise<readonly Statement[]> {
  return (await scriptOf('SELECT 1', text)).parsed.get('0001')?.statements ?? [];
}
