/** Which tables take a synthetic row, and what is said of those that do not. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type postgres from 'postgres';
import type { EphemeralServer } from '../../../src/model/server.js';
import { insertRows, type SyntheticRows } from '../../../src/postgres/replay/rows/insert-rows.js';
import { startAtHand } from '../servers-at-hand.js';

let server: EphemeralServer;
let sql: postgres.Sql;
beforeAll(async () => {
  server = await startAtHand('embedded');
  sql = await (await server.createDatabase()).connect();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

/** Rows for tables that these statements make, all rolled back. */
async function fill(statements: string): Promise<SyntheticRows> {
  await sql.unsafe('BEGIN');
  try {
    await sql.unsafe(statements);
    return await insertRows(sql, { schema: 'drizzle', table: '__drizzle_migrations' });
  } finally {
    await sql.unsafe('ROLLBACK');
  }
}

const TYPES = `
  smallint, integer, bigint, numeric(10$2), numeric(2$2), real, double precision, money, oid,
  text, varchar(3), char(2), name, "char", uuid, boolean, bytea, bit(3), bit varying(4), json, jsonb, jsonpath, xml,
  date, time, timetz, timestamp, timestamptz(3), interval, tsvector, tsquery, int4range, tstzrange, int4multirange,
  inet, cidr, macaddr, macaddr8, point, line, lseg, box, path, polygon, circle, text[], integer[][], regclass, pg_lsn`
  .split(',')
  .map((type) => type.trim().replace('$', ','));

test.each(TYPES)('a column of type %s', async (type) => {
  expect(await fill(`CREATE TABLE orders (value ${type} NOT NULL)`)).toEqual({ filled: ['public.orders'], empty: [] });
});

test.each([
  ['no column', 'CREATE TABLE orders ()'],
  ['only defaults', 'CREATE TABLE orders (id serial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())'],
  ['an identity column', 'CREATE TABLE orders (id integer GENERATED ALWAYS AS IDENTITY, customer text NOT NULL)'],
  [
    'a generated column',
    'CREATE TABLE orders (a text NOT NULL, b text NOT NULL GENERATED ALWAYS AS (upper(a)) STORED)',
  ],
  ['an enum', "CREATE TYPE state AS ENUM ('open', 'paid'); CREATE TABLE orders (state state NOT NULL)"],
  ['a condition on a list', "CREATE TABLE orders (state text NOT NULL CHECK (state IN ('open', 'paid')))"],
  ['a condition on a number', 'CREATE TABLE orders (total integer NOT NULL CHECK (total >= 1000))'],
  ['a condition on a length', 'CREATE TABLE orders (country text NOT NULL CHECK (length(country) = 2))'],
  ['a domain', "CREATE DOMAIN email AS text NOT NULL CHECK (VALUE LIKE '%@%'); CREATE TABLE customers (email email)"],
  ['an odd name', 'CREATE TABLE "Order ""Lines""" ("from" text NOT NULL)'],
  [
    'partitions',
    'CREATE TABLE orders (id integer NOT NULL) PARTITION BY RANGE (id); CREATE TABLE o1 PARTITION OF orders DEFAULT',
  ],
  ['row security', 'CREATE TABLE orders (id integer NOT NULL); ALTER TABLE orders ENABLE ROW LEVEL SECURITY'],
  ['a key to itself', 'CREATE TABLE orders (id serial PRIMARY KEY, parent integer REFERENCES orders)'],
])('a table with %s', async (_, statements) => {
  const { filled, empty } = await fill(statements);
  expect(empty).toEqual([]);
  expect(filled).toHaveLength(1);
});

test('tables that refer to each other, whatever the order of their creation', async () => {
  const statements = `
    CREATE TABLE lines (order_id uuid NOT NULL, product text NOT NULL, PRIMARY KEY (order_id, product));
    CREATE TABLE orders (id uuid PRIMARY KEY, customer_id integer NOT NULL);
    CREATE TABLE customers (id serial PRIMARY KEY);
    CREATE TABLE shipments (order_id uuid NOT NULL, product text NOT NULL);
    ALTER TABLE lines ADD FOREIGN KEY (order_id) REFERENCES orders;
    ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers;
    ALTER TABLE shipments ADD FOREIGN KEY (order_id, product) REFERENCES lines;`;
  expect(await fill(statements)).toEqual({
    filled: ['public.customers', 'public.orders', 'public.lines', 'public.shipments'],
    empty: [],
  });
});

test.each([
  [
    'a condition that no guess meets',
    "CREATE TABLE orders (iban text NOT NULL CHECK (iban ~ '^DE[0-9]{20}$'))",
    /violates check constraint.*\(23514\)$/,
  ],
  [
    'a ring of keys',
    'CREATE TABLE a (id integer PRIMARY KEY, b integer NOT NULL); CREATE TABLE b (id integer PRIMARY KEY, a integer NOT NULL REFERENCES a); ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b',
    /\(23502\)$/,
  ],
  [
    'a trigger that refuses',
    "CREATE TABLE orders (id serial); CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no orders today'; END $$; CREATE TRIGGER refuse BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION refuse()",
    /^no orders today \(P0001\)$/,
  ],
])('%s leaves the table empty, with the reason', async (_, statements, reason) => {
  const { filled, empty } = await fill(statements);
  expect(filled).toEqual([]);
  expect(empty[0]?.reason).toMatch(reason);
});

test('of many tables each that takes a row has one, whichever of them refuse', async () => {
  const names = Array.from({ length: 70 }, (_, position) => `t${position + 10}`);
  const refusing = new Set(['t10', 't11', 't30', 't42', 't43', 't44', 't79']);
  const checks = (name: string): string => (refusing.has(name) ? ' CHECK (false)' : '');
  const { filled, empty } = await fill(
    names.map((name) => `CREATE TABLE ${name} (a text NOT NULL${checks(name)});`).join('\n'),
  );
  expect(filled).toEqual(names.filter((name) => !refusing.has(name)).map((name) => `public.${name}`));
  expect(empty.map(({ table }) => table)).toEqual([...refusing].map((name) => `public.${name}`));
});

test('neither the tracker nor tables of extensions and of the system are touched', async () => {
  const statements = 'CREATE SCHEMA drizzle; CREATE TABLE drizzle.__drizzle_migrations (hash text NOT NULL)';
  expect(await fill(statements)).toEqual({ filled: [], empty: [] });
});
