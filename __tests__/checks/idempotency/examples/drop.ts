import { ORDERS, type Examples } from './example.js';

const simple = (sql: string, guarded: string, setup: string): Examples => ({
  invalid: [{ sql, setup }],
  valid: [{ sql: guarded, setup }],
});

const INDEXED = `${ORDERS} CREATE INDEX orders_total_idx ON orders (total);`;

export const DROP: Readonly<Record<string, Examples>> = {
  'drop-table': {
    invalid: [
      { sql: 'DROP TABLE "orders" CASCADE;', setup: ORDERS },
      { sql: 'DROP TABLE public.orders, "Invoices";', setup: `${ORDERS} CREATE TABLE "Invoices" (id integer);` },
      // Made again and pointed to: a second run meets the foreign key of the first.
      {
        sql: 'DROP TABLE customers;\nCREATE TABLE IF NOT EXISTS customers (id integer PRIMARY KEY);\nALTER TABLE orders ADD COLUMN IF NOT EXISTS owner integer REFERENCES customers (id);',
        setup: `${ORDERS} CREATE TABLE customers (id integer);`,
      },
    ],
    valid: [
      { sql: 'DROP TABLE IF EXISTS orders;', setup: ORDERS },
      { sql: 'TRUNCATE orders;', setup: ORDERS },
    ],
  },
  'drop-index': {
    invalid: [
      { sql: 'DROP INDEX orders_total_idx;', setup: INDEXED },
      // Its name goes to the index of a constraint, which cannot be dropped alone.
      {
        sql: "DROP INDEX orders_total_idx;DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'orders'::regclass AND conname = 'orders_total_idx') THEN ALTER TABLE orders ADD CONSTRAINT orders_total_idx UNIQUE (total); END IF; END $$;",
        setup: INDEXED,
      },
    ],
    valid: [{ sql: 'DROP INDEX IF EXISTS public.orders_total_idx;', setup: INDEXED }],
  },
  'drop-column': {
    invalid: [
      { sql: 'ALTER TABLE "orders" DROP COLUMN "total";', setup: ORDERS },
      { sql: 'ALTER TABLE orders DROP total, DROP COLUMN IF EXISTS customer CASCADE;', setup: ORDERS },
      {
        sql: 'ALTER TYPE amount DROP ATTRIBUTE currency;',
        setup: 'CREATE TYPE amount AS (value integer, currency text);',
      },
    ],
    valid: [{ sql: 'ALTER TABLE orders DROP COLUMN IF EXISTS total;', setup: ORDERS }],
  },
  'drop-constraint': {
    invalid: [{ sql: 'ALTER TABLE "orders" DROP CONSTRAINT "orders_pkey";', setup: ORDERS }],
    valid: [
      { sql: 'ALTER TABLE orders DROP CONSTRAINT IF EXISTS orders_pkey;', setup: ORDERS },
      {
        sql: 'ALTER TABLE orders DROP CONSTRAINT orders_pkey;\nALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);',
        setup: ORDERS,
      },
      {
        sql: 'DO $$ BEGIN ALTER TABLE orders DROP CONSTRAINT orders_pkey; EXCEPTION WHEN undefined_object THEN NULL; END $$;',
        setup: ORDERS,
      },
    ],
  },
  'drop-type': {
    invalid: [
      { sql: 'DROP TYPE "public"."status";', setup: "CREATE TYPE status AS ENUM ('open');" },
      { sql: 'DROP DOMAIN amount;', setup: 'CREATE DOMAIN amount AS integer;' },
    ],
    valid: [{ sql: 'DROP TYPE IF EXISTS status;', setup: "CREATE TYPE status AS ENUM ('open');" }],
  },
  'drop-view': {
    invalid: [
      { sql: 'DROP VIEW open_orders;', setup: `${ORDERS} CREATE VIEW open_orders AS SELECT id FROM orders;` },
      {
        sql: 'DROP MATERIALIZED VIEW open_orders;',
        setup: `${ORDERS} CREATE MATERIALIZED VIEW open_orders AS SELECT id FROM orders;`,
      },
    ],
    valid: [
      {
        sql: 'DROP VIEW open_orders;\nCREATE VIEW open_orders AS SELECT id FROM orders;',
        setup: `${ORDERS} CREATE VIEW open_orders AS SELECT id FROM orders;`,
      },
    ],
  },
  'drop-function': {
    invalid: [
      {
        sql: 'DROP FUNCTION total(integer);',
        setup: "CREATE FUNCTION total(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';",
      },
      { sql: 'DROP FUNCTION total;', setup: "CREATE FUNCTION total() RETURNS integer LANGUAGE sql AS 'SELECT 1';" },
      { sql: 'DROP ROUTINE total();', setup: "CREATE FUNCTION total() RETURNS integer LANGUAGE sql AS 'SELECT 1';" },
      { sql: 'DROP PROCEDURE close_orders();', setup: "CREATE PROCEDURE close_orders() LANGUAGE sql AS 'SELECT 1';" },
    ],
    valid: [
      {
        sql: "DROP FUNCTION total;\nCREATE FUNCTION total(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';",
        setup: "CREATE FUNCTION total(integer) RETURNS integer LANGUAGE sql AS 'SELECT 2';",
      },
      { sql: 'DROP FUNCTION IF EXISTS total(integer);' },
    ],
  },
  'drop-trigger': simple(
    'DROP TRIGGER touch ON orders;',
    'DROP TRIGGER IF EXISTS touch ON orders;',
    `${ORDERS} CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();`,
  ),
  'drop-policy': simple(
    'DROP POLICY "own orders" ON "orders" CASCADE;',
    'DROP POLICY IF EXISTS "own orders" ON orders;',
    `${ORDERS} CREATE POLICY "own orders" ON orders;`,
  ),
  'drop-schema': simple('DROP SCHEMA billing;', 'DROP SCHEMA IF EXISTS billing;', 'CREATE SCHEMA billing;'),
  'drop-sequence': simple(
    'DROP SEQUENCE order_numbers;',
    'DROP SEQUENCE IF EXISTS order_numbers;',
    'CREATE SEQUENCE order_numbers;',
  ),
  'drop-role': {
    invalid: [
      { sql: 'DROP ROLE order_reader;', setup: 'CREATE ROLE order_reader;' },
      { sql: 'DROP USER order_reader;', setup: 'CREATE ROLE order_reader;' },
    ],
    valid: [{ sql: 'DROP ROLE IF EXISTS order_reader;', setup: 'CREATE ROLE order_reader;' }],
  },
  'drop-extension': simple('DROP EXTENSION plpgsql;', 'DROP EXTENSION IF EXISTS plpgsql;', ''),
  'drop-identity': simple(
    'ALTER TABLE invoices ALTER COLUMN id DROP IDENTITY;',
    'ALTER TABLE invoices ALTER COLUMN id DROP IDENTITY IF EXISTS;',
    'CREATE TABLE invoices (id integer GENERATED ALWAYS AS IDENTITY);',
  ),
  'drop-expression': simple(
    'ALTER TABLE invoices ALTER gross DROP EXPRESSION;',
    'ALTER TABLE invoices ALTER gross DROP EXPRESSION IF EXISTS;',
    'CREATE TABLE invoices (net integer, gross integer GENERATED ALWAYS AS (net * 2) STORED);',
  ),
  'drop-member': {
    invalid: [
      {
        sql: 'ALTER PUBLICATION feed DROP TABLE orders;',
        setup: `${ORDERS} CREATE PUBLICATION feed FOR TABLE orders;`,
      },
      {
        sql: 'ALTER TABLE orders DETACH PARTITION orders_2024;',
        setup:
          'CREATE TABLE orders (year integer) PARTITION BY LIST (year); CREATE TABLE orders_2024 PARTITION OF orders FOR VALUES IN (2024);',
      },
      { sql: 'ALTER TABLE refunds NO INHERIT orders;', setup: `${ORDERS} CREATE TABLE refunds () INHERITS (orders);` },
    ],
    valid: [
      { sql: 'ALTER PUBLICATION feed SET TABLE orders;', setup: `${ORDERS} CREATE PUBLICATION feed FOR TABLE orders;` },
    ],
  },
  'drop-object': {
    invalid: [
      {
        sql: 'DROP RULE keep ON orders;',
        setup: `${ORDERS} CREATE RULE keep AS ON DELETE TO orders DO INSTEAD NOTHING;`,
      },
      { sql: 'DROP PUBLICATION feed;', setup: 'CREATE PUBLICATION feed;' },
      {
        sql: 'DROP STATISTICS order_statistics;',
        setup: `${ORDERS} CREATE STATISTICS order_statistics ON customer, total FROM orders;`,
      },
      { sql: 'DROP FOREIGN DATA WRAPPER files;', setup: 'CREATE FOREIGN DATA WRAPPER files;' },
    ],
    valid: [{ sql: 'DROP PUBLICATION IF EXISTS feed;' }],
  },
};
