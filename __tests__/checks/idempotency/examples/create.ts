import { ORDERS, type Examples } from './example.js';

const STATUS = "CREATE TYPE status AS ENUM ('open', 'paid');";

export const CREATE: Readonly<Record<string, Examples>> = {
  'create-table': {
    invalid: [
      { sql: 'CREATE TABLE orders (id integer);' },
      {
        sql: 'CREATE TABLE "public"."Orders" (id integer);\n--> statement-breakpoint\nCREATE TABLE orders (id integer);',
      },
      { sql: 'CREATE /* temporary? */ UNLOGGED\n\tTABLE -- of orders\r\n orders (id integer);' },
      { sql: 'CREATE TABLE orders AS SELECT 1 AS id;' },
      { sql: 'SELECT 1 AS id INTO orders;' },
      {
        sql: 'CREATE TABLE orders_2024 PARTITION OF orders FOR VALUES IN (2024);',
        setup: 'CREATE TABLE orders (year integer) PARTITION BY LIST (year);',
      },
    ],
    valid: [
      { sql: 'CREATE TABLE IF NOT EXISTS orders (id integer PRIMARY KEY, total integer CHECK (total > 0));' },
      { sql: 'DROP TABLE IF EXISTS orders;\nCREATE TABLE orders (id integer);' },
      { sql: 'DROP TABLE orders CASCADE;\nCREATE TABLE orders (id integer);', setup: ORDERS },
      // Gone again at the end of the first run.
      { sql: 'CREATE TABLE swap (id integer);\nINSERT INTO swap VALUES (1);\nDROP TABLE swap;' },
      {
        sql: "DO $$ BEGIN IF to_regclass('public.orders') IS NULL THEN CREATE TABLE orders (id integer); END IF; END $$;",
      },
      { sql: 'DO $$ BEGIN CREATE TABLE orders (id integer); EXCEPTION WHEN duplicate_table THEN NULL; END $$;' },
      {
        sql: "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'public' AND table_name = 'Orders') THEN CREATE TABLE \"Orders\" (id integer); END IF; END $$;",
      },
      {
        sql: "DO $do$ BEGIN IF EXISTS (SELECT FROM pg_tables WHERE tablename = 'orders') THEN RETURN; END IF; EXECUTE 'CREATE TABLE orders (id integer)'; END $do$;",
      },
    ],
  },
  'create-index': {
    invalid: [
      { sql: 'CREATE INDEX orders_total_idx ON orders (total);', setup: ORDERS },
      { sql: 'CREATE UNIQUE INDEX "orders total 🧾" ON "public"."orders" USING btree ("total");', setup: ORDERS },
      { sql: 'CREATE INDEX ON orders (total);', setup: ORDERS },
      { sql: 'CREATE INDEX ON orders (lower(customer)) WHERE total > 0;', setup: ORDERS },
    ],
    valid: [
      { sql: 'CREATE INDEX IF NOT EXISTS orders_total_idx ON orders (total);', setup: ORDERS },
      {
        sql: 'DROP INDEX IF EXISTS orders_total_idx;\nCREATE INDEX orders_total_idx ON orders (total);',
        setup: ORDERS,
      },
      // The index goes with its column.
      {
        sql: 'ALTER TABLE orders DROP COLUMN total;\nALTER TABLE orders ADD COLUMN total bigint;\nCREATE INDEX orders_total_idx ON orders (total);',
        setup: ORDERS,
      },
      {
        sql: "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_indexes WHERE indexname = 'orders_total_idx') THEN CREATE INDEX orders_total_idx ON orders (total); END IF; END $$;",
        setup: ORDERS,
      },
      {
        sql: "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relname = 'orders_total_idx' AND n.nspname = 'public' AND c.relkind = 'i') THEN CREATE INDEX orders_total_idx ON orders (total); END IF; END $$;",
        setup: ORDERS,
      },
      { sql: 'REINDEX TABLE orders;', setup: ORDERS },
    ],
  },
  'create-type': {
    invalid: [
      { sql: "CREATE TYPE status AS ENUM ('open', 'paid');" },
      { sql: 'CREATE TYPE "public"."Money" AS (amount integer, "currency" text);' },
      { sql: 'CREATE TYPE span AS RANGE (subtype = integer);' },
    ],
    valid: [
      { sql: `DO $$ BEGIN ${STATUS} EXCEPTION WHEN duplicate_object THEN null; END $$;` },
      {
        sql: `DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'status') THEN ${STATUS} END IF; END $$;`,
      },
      { sql: `DO $$ BEGIN IF to_regtype('public.status') IS NULL THEN ${STATUS} END IF; END $$;` },
      { sql: `DROP TYPE IF EXISTS status;\n${STATUS}` },
      // How drizzle-kit takes a value out of an enum: every step finds what it found the first time.
      {
        sql: `ALTER TABLE orders ALTER COLUMN status SET DATA TYPE text;--> statement-breakpoint
DROP TYPE "public"."status";--> statement-breakpoint
CREATE TYPE "public"."status" AS ENUM('open', 'paid');--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "status" SET DATA TYPE "public"."status" USING "status"::"public"."status";`,
        setup: `${STATUS} CREATE TABLE orders (status status);`,
      },
    ],
  },
  'create-domain': {
    invalid: [{ sql: 'CREATE DOMAIN amount AS integer CHECK (VALUE >= 0);' }],
    valid: [
      { sql: 'DROP DOMAIN IF EXISTS amount;\nCREATE DOMAIN amount AS integer;' },
      { sql: 'DO $$ BEGIN CREATE DOMAIN amount AS integer; EXCEPTION WHEN duplicate_object THEN NULL; END $$;' },
    ],
  },
  'create-schema': {
    invalid: [
      { sql: 'CREATE SCHEMA "billing";' },
      { sql: 'CREATE SCHEMA billing CREATE TABLE invoices (id integer);' },
    ],
    valid: [
      { sql: 'CREATE SCHEMA IF NOT EXISTS billing;' },
      {
        sql: 'DROP SCHEMA IF EXISTS billing CASCADE;\nCREATE SCHEMA billing;\nCREATE TABLE billing.invoices (id integer);',
      },
      {
        sql: "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM information_schema.schemata WHERE schema_name = 'billing') THEN CREATE SCHEMA billing; END IF; END $$;",
      },
    ],
  },
  'create-sequence': {
    invalid: [{ sql: 'CREATE SEQUENCE order_numbers START 100;' }],
    valid: [{ sql: 'CREATE SEQUENCE IF NOT EXISTS order_numbers;\nALTER SEQUENCE order_numbers INCREMENT BY 2;' }],
  },
  'create-view': {
    invalid: [
      { sql: 'CREATE VIEW open_orders AS SELECT id FROM orders;', setup: ORDERS },
      { sql: 'CREATE MATERIALIZED VIEW open_orders AS SELECT id FROM orders;', setup: ORDERS },
      { sql: 'CREATE RECURSIVE VIEW numbers (n) AS SELECT 1;' },
    ],
    valid: [
      { sql: 'CREATE OR REPLACE VIEW open_orders AS SELECT id FROM orders;', setup: ORDERS },
      {
        sql: 'CREATE MATERIALIZED VIEW IF NOT EXISTS open_orders AS SELECT id FROM orders;\nREFRESH MATERIALIZED VIEW open_orders;',
        setup: ORDERS,
      },
      { sql: 'DROP VIEW IF EXISTS open_orders;\nCREATE VIEW open_orders AS SELECT id FROM orders;', setup: ORDERS },
    ],
  },
  'create-function': {
    invalid: [
      { sql: "CREATE FUNCTION total(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';" },
      {
        sql: "CREATE FUNCTION total() RETURNS integer LANGUAGE sql AS 'SELECT 1';\nCREATE OR REPLACE FUNCTION total(text) RETURNS integer LANGUAGE sql AS 'SELECT 1';",
      },
      { sql: "CREATE PROCEDURE close_orders() LANGUAGE sql AS 'SELECT 1';" },
      { sql: 'CREATE AGGREGATE total(integer) (sfunc = int4pl, stype = integer);' },
    ],
    valid: [
      {
        sql: "CREATE OR REPLACE FUNCTION total() RETURNS integer LANGUAGE sql AS 'SELECT 1';\nALTER FUNCTION total() IMMUTABLE;",
      },
      {
        sql: "DROP FUNCTION IF EXISTS total(integer);\nCREATE FUNCTION total(id int) RETURNS integer LANGUAGE sql AS 'SELECT 1';",
      },
    ],
  },
  'create-trigger': {
    invalid: [
      {
        sql: 'CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();',
        setup: ORDERS,
      },
      {
        sql: 'CREATE CONSTRAINT TRIGGER touch AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();',
        setup: ORDERS,
      },
    ],
    valid: [
      {
        sql: 'CREATE OR REPLACE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();',
        setup: ORDERS,
      },
      {
        sql: 'DROP TRIGGER IF EXISTS touch ON orders;\nCREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();',
        setup: ORDERS,
      },
      {
        sql: "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'touch' AND tgrelid = 'orders'::regclass) THEN CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger(); END IF; END $$;",
        setup: ORDERS,
      },
    ],
  },
  'create-policy': {
    invalid: [
      { sql: 'CREATE POLICY "own orders" ON "orders" AS PERMISSIVE FOR ALL TO public USING (true);', setup: ORDERS },
    ],
    valid: [
      {
        sql: 'DROP POLICY IF EXISTS own ON orders;\nCREATE POLICY own ON orders;\nALTER POLICY own ON orders USING (true);',
        setup: ORDERS,
      },
      {
        sql: 'ALTER TABLE orders ENABLE ROW LEVEL SECURITY;\nDO $$ BEGIN CREATE POLICY own ON orders; EXCEPTION WHEN duplicate_object THEN NULL; END $$;',
        setup: ORDERS,
      },
      {
        sql: "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_policies WHERE schemaname = 'public' AND tablename = 'orders' AND policyname = 'own') THEN CREATE POLICY own ON orders; END IF; END $$;",
        setup: ORDERS,
      },
    ],
  },
  'create-role': {
    invalid: [{ sql: 'CREATE ROLE order_reader;' }, { sql: 'CREATE USER "order writer" WITH NOLOGIN;' }],
    valid: [
      {
        sql: "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'order_reader') THEN CREATE ROLE order_reader; END IF; END $$;\nALTER ROLE order_reader NOLOGIN;\nGRANT order_reader TO CURRENT_USER;",
      },
    ],
  },
  'create-extension': {
    invalid: [{ sql: 'CREATE EXTENSION "citext";' }, { sql: 'CREATE EXTENSION citext WITH SCHEMA public;' }],
    valid: [{ sql: 'CREATE EXTENSION IF NOT EXISTS plpgsql;' }],
  },
  'create-object': {
    invalid: [
      { sql: 'CREATE RULE keep AS ON DELETE TO orders DO INSTEAD NOTHING;', setup: ORDERS },
      { sql: 'CREATE STATISTICS order_statistics ON customer, total FROM orders;', setup: ORDERS },
      { sql: 'CREATE PUBLICATION feed;' },
      { sql: "CREATE COLLATION plain (provider = libc, locale = 'C');" },
      { sql: 'CREATE FOREIGN DATA WRAPPER archive;' },
      { sql: 'CREATE SERVER archive FOREIGN DATA WRAPPER files;', setup: 'CREATE FOREIGN DATA WRAPPER files;' },
      { sql: 'CREATE CAST (orders AS text) WITH INOUT;', setup: ORDERS },
    ],
    valid: [
      { sql: 'CREATE OR REPLACE RULE keep AS ON DELETE TO orders DO INSTEAD NOTHING;', setup: ORDERS },
      { sql: 'CREATE STATISTICS IF NOT EXISTS order_statistics ON customer, total FROM orders;', setup: ORDERS },
      { sql: "CREATE COLLATION IF NOT EXISTS plain (provider = libc, locale = 'C');" },
      {
        sql: "DROP PUBLICATION IF EXISTS feed;\nCREATE PUBLICATION feed;\nALTER PUBLICATION feed SET (publish = 'insert');",
      },
    ],
  },
};
