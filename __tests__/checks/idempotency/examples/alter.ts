import { ORDERS, type Examples } from './example.js';

const CUSTOMERS = `${ORDERS} CREATE TABLE customers (id integer PRIMARY KEY);`;
const FOREIGN_KEY =
  'ALTER TABLE "orders" ADD CONSTRAINT "orders_id_fk" FOREIGN KEY ("id") REFERENCES "public"."customers"("id");';

export const ALTER: Readonly<Record<string, Examples>> = {
  'add-column': {
    invalid: [
      { sql: 'ALTER TABLE "orders" ADD COLUMN "note" text;', setup: ORDERS },
      {
        sql: 'ALTER TABLE orders ADD note text DEFAULT \'a, ADD b\', ADD COLUMN /* ; */ "ADD" numeric(10, 2), ALTER COLUMN total SET NOT NULL;',
        setup: ORDERS,
      },
      { sql: 'ALTER TABLE ONLY "drop" ADD note text;', setup: 'CREATE TABLE "drop" (id integer);' },
      { sql: '-- 🧾 é\r\nALTER TABLE orders\r\n\tADD\r\n\tnote text;', setup: ORDERS },
      {
        sql: 'ALTER TYPE money_amount ADD ATTRIBUTE currency text;',
        setup: 'CREATE TYPE money_amount AS (amount integer);',
      },
      { sql: 'DO $$ BEGIN ALTER TABLE orders ADD COLUMN note text; END $$;', setup: ORDERS },
    ],
    valid: [
      {
        sql: "ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text REFERENCES orders_notes UNIQUE CHECK (note <> '');",
        setup: `${ORDERS} CREATE TABLE orders_notes (note text PRIMARY KEY);`,
      },
      { sql: 'ALTER TABLE orders DROP COLUMN total, ADD COLUMN total bigint;', setup: ORDERS },
      {
        sql: "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'orders' AND column_name = 'note') THEN ALTER TABLE orders ADD COLUMN note text; END IF; END $$;",
        setup: ORDERS,
      },
      {
        sql: "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = 'public.orders'::regclass AND attname = 'note' AND NOT attisdropped) THEN ALTER TABLE orders ADD COLUMN note text; UPDATE orders SET total = total + 1; END IF; END $$;",
        setup: ORDERS,
      },
      {
        sql: 'DO $$ BEGIN ALTER TABLE orders ADD COLUMN note text; EXCEPTION WHEN duplicate_column THEN RAISE NOTICE \'column "note" is there\'; END $$;',
        setup: ORDERS,
      },
    ],
  },
  'add-constraint': {
    invalid: [
      { sql: FOREIGN_KEY, setup: CUSTOMERS },
      { sql: 'ALTER TABLE orders ADD CONSTRAINT orders_total_unique UNIQUE (total);', setup: ORDERS },
      { sql: 'ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total > 0);', setup: ORDERS },
      {
        sql: 'ALTER TABLE invoices ADD CONSTRAINT invoices_pk PRIMARY KEY (id);',
        setup: 'CREATE TABLE invoices (id integer NOT NULL);',
      },
      { sql: 'ALTER TABLE invoices ADD PRIMARY KEY (id);', setup: 'CREATE TABLE invoices (id integer NOT NULL);' },
      { sql: 'ALTER TABLE orders ADD CHECK (total > 0);', setup: ORDERS },
      { sql: 'ALTER TABLE orders ADD UNIQUE (total, customer);', setup: ORDERS },
      { sql: 'ALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES customers (id);', setup: CUSTOMERS },
      {
        sql: 'ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0);',
        setup: 'CREATE DOMAIN amount AS integer;',
      },
    ],
    valid: [
      { sql: `DO $$ BEGIN\n ${FOREIGN_KEY}\nEXCEPTION\n WHEN duplicate_object THEN null;\nEND $$;`, setup: CUSTOMERS },
      { sql: `ALTER TABLE orders DROP CONSTRAINT IF EXISTS orders_id_fk;\n${FOREIGN_KEY}`, setup: CUSTOMERS },
      {
        sql: `ALTER TABLE orders DROP CONSTRAINT orders_pkey;\nALTER TABLE orders ADD PRIMARY KEY (id);\nALTER TABLE orders ALTER COLUMN id SET NOT NULL;`,
        setup: ORDERS,
      },
      {
        sql: `DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM information_schema.table_constraints WHERE constraint_name = 'orders_id_fk' AND table_name = 'orders') THEN ${FOREIGN_KEY} END IF; END $$;`,
        setup: CUSTOMERS,
      },
      {
        sql: `DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conname = 'orders_id_fk' AND connamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = 'public')) THEN ${FOREIGN_KEY} END IF; END $$;`,
        setup: CUSTOMERS,
      },
      {
        sql: `DO $$ BEGIN ALTER TABLE orders ADD CONSTRAINT u UNIQUE (total); EXCEPTION WHEN duplicate_table OR duplicate_object THEN NULL; END $$;`,
        setup: ORDERS,
      },
      {
        sql: 'ALTER TABLE orders VALIDATE CONSTRAINT positive;',
        setup: `${ORDERS} ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;`,
      },
    ],
  },
  'add-enum-value': {
    invalid: [
      {
        sql: 'ALTER TYPE "public"."status" ADD VALUE \'paid\' BEFORE \'open\';',
        setup: "CREATE TYPE status AS ENUM ('open');",
      },
    ],
    valid: [
      { sql: "ALTER TYPE status ADD VALUE IF NOT EXISTS 'paid';", setup: "CREATE TYPE status AS ENUM ('open');" },
    ],
  },
  'add-identity': {
    invalid: [{ sql: 'ALTER TABLE orders ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;', setup: ORDERS }],
    valid: [
      {
        sql: 'ALTER TABLE orders ALTER COLUMN id DROP IDENTITY IF EXISTS;\nALTER TABLE orders ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;\nALTER TABLE orders ALTER COLUMN id SET GENERATED BY DEFAULT;',
        setup: ORDERS,
      },
    ],
  },
  'add-member': {
    invalid: [
      { sql: 'ALTER PUBLICATION feed ADD TABLE orders;', setup: `${ORDERS} CREATE PUBLICATION feed;` },
      {
        sql: 'ALTER TABLE orders ATTACH PARTITION orders_2024 FOR VALUES IN (2024);',
        setup: 'CREATE TABLE orders (year integer) PARTITION BY LIST (year); CREATE TABLE orders_2024 (year integer);',
      },
      {
        sql: 'ALTER TABLE refunds INHERIT orders;',
        setup: `${ORDERS} CREATE TABLE refunds (id integer NOT NULL, customer text, total integer);`,
      },
    ],
    valid: [{ sql: 'ALTER PUBLICATION feed SET TABLE orders;', setup: `${ORDERS} CREATE PUBLICATION feed;` }],
  },
  rename: {
    invalid: [
      { sql: 'ALTER TABLE orders RENAME COLUMN total TO amount;', setup: ORDERS },
      { sql: 'ALTER TABLE orders RENAME TO invoices;', setup: ORDERS },
      { sql: 'ALTER TABLE orders RENAME CONSTRAINT orders_pkey TO orders_pk;', setup: ORDERS },
      { sql: 'ALTER INDEX orders_pkey RENAME TO orders_pk;', setup: ORDERS },
      { sql: 'ALTER TYPE status RENAME TO order_status;', setup: "CREATE TYPE status AS ENUM ('open');" },
      { sql: "ALTER TYPE status RENAME VALUE 'open' TO 'new';", setup: "CREATE TYPE status AS ENUM ('open');" },
      { sql: 'ALTER TABLE orders SET SCHEMA billing;', setup: `${ORDERS} CREATE SCHEMA billing;` },
      // The old type is kept: on a second run its name is taken.
      {
        sql: "ALTER TYPE status RENAME TO old_status;\nDO $$ BEGIN CREATE TYPE status AS ENUM ('open'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;",
        setup: "CREATE TYPE status AS ENUM ('open');",
      },
    ],
    valid: [
      { sql: 'ALTER TABLE IF EXISTS orders RENAME TO invoices;', setup: ORDERS },
      {
        sql: "DO $$ BEGIN IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'orders' AND column_name = 'total') THEN ALTER TABLE orders RENAME COLUMN total TO amount; END IF; END $$;",
        setup: ORDERS,
      },
      // A chain that ends where it started.
      {
        sql: "ALTER TYPE status RENAME TO old_status;\nCREATE TYPE status AS ENUM ('open');\nALTER TABLE orders ALTER COLUMN status TYPE status USING status::text::status;\nDROP TYPE old_status;",
        setup: "CREATE TYPE status AS ENUM ('open'); CREATE TABLE orders (status status);",
      },
    ],
  },
  'change-type': {
    invalid: [
      {
        sql: 'ALTER TABLE orders ALTER COLUMN total TYPE bigint USING total * 100;',
        setup: `${ORDERS} INSERT INTO orders VALUES (1, 'Ada', 10);`,
      },
    ],
    valid: [
      { sql: 'ALTER TABLE orders ALTER COLUMN total SET DATA TYPE bigint;', setup: ORDERS },
      {
        sql: 'ALTER TABLE orders ALTER COLUMN customer SET DATA TYPE uuid USING "customer"::text::uuid;',
        setup: ORDERS,
      },
      {
        sql: "ALTER TABLE orders ALTER COLUMN customer TYPE text;\nALTER TABLE orders ALTER COLUMN customer TYPE integer USING CASE customer WHEN 'a' THEN 1 END;",
        setup: ORDERS,
      },
    ],
  },
  'needs-dropped': {
    invalid: [
      {
        sql: 'UPDATE orders SET total = amount;\nALTER TABLE orders DROP COLUMN IF EXISTS amount;',
        setup: `${ORDERS} ALTER TABLE orders ADD COLUMN amount integer;`,
      },
      {
        sql: 'ALTER TABLE orders ALTER COLUMN total SET NOT NULL;\nALTER TABLE IF EXISTS orders RENAME TO invoices;',
        setup: ORDERS,
      },
      // Whatever else it does, without the table it does nothing.
      {
        sql: 'WITH moved AS (INSERT INTO customers SELECT id FROM orders RETURNING id) INSERT INTO invoices SELECT id FROM moved;\nDROP TABLE IF EXISTS orders;',
        setup: `${CUSTOMERS} CREATE TABLE invoices (id integer); INSERT INTO orders VALUES (1);`,
      },
    ],
    valid: [
      {
        sql: "DO $$ BEGIN IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'orders' AND column_name = 'amount') THEN UPDATE orders SET total = amount; END IF; END $$;\nALTER TABLE orders DROP COLUMN IF EXISTS amount;",
        setup: `${ORDERS} ALTER TABLE orders ADD COLUMN amount integer;`,
      },
    ],
  },
};
