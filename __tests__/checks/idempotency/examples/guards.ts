import { ORDERS, type Examples } from './example.js';

const STATUS = "CREATE TYPE status AS ENUM ('open');";

export const GUARDS: Readonly<Record<string, Examples>> = {
  'hand-written-guard': {
    invalid: [
      {
        sql: `DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'orders' AND column_name = 'note') THEN ALTER TABLE "orders" ADD COLUMN "note" text; END IF; END $$;`,
        setup: ORDERS,
      },
      // In every spelling: comments, tags, several guards in a block, and what else stands there is left alone.
      {
        sql: "-- 🧾\r\nDO $guard$\r\nBEGIN\r\n\t-- the customer's note\r\n\tIF NOT EXISTS /* yet */ (SELECT FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attname = 'note' AND NOT attisdropped)\r\n\tTHEN\r\n\t\tALTER TABLE orders ADD note text;\r\n\tEND IF;\r\nEND\r\n$guard$;",
        setup: ORDERS,
      },
      {
        sql: "DO $$ DECLARE n int; BEGIN IF to_regclass('public.invoices') IS NULL THEN CREATE TABLE public.invoices (id int); END IF; n := 1; IF EXISTS (SELECT FROM pg_indexes WHERE schemaname = 'public' AND indexname = 'by_total') THEN DROP INDEX by_total; END IF; END $$;",
        setup: `${ORDERS} CREATE INDEX by_total ON orders (total);`,
      },
      {
        sql: "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'citext') THEN CREATE EXTENSION citext; END IF; END $$;",
      },
      {
        sql: "DO $$ BEGIN IF to_regclass('orders') IS NULL THEN NULL; END IF; IF to_regnamespace('billing') IS NULL THEN CREATE SCHEMA billing; END IF; END $$;",
      },
      // In any schema: for somebody to read.
      {
        sql: "DO $$ BEGIN IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'orders' AND column_name = 'total') THEN ALTER TABLE orders DROP COLUMN total; END IF; END $$;",
        setup: ORDERS,
      },
    ],
    valid: [
      // ELSE, a second statement, another condition beside it, a comment that would have no place, no keywords.
      {
        sql: "DO $$ BEGIN IF to_regclass('invoices') IS NULL THEN CREATE TABLE invoices (id int); ELSE PERFORM 1; END IF; END $$;",
      },
      {
        sql: "DO $$ BEGIN IF to_regclass('invoices') IS NULL THEN CREATE TABLE invoices (id int); COMMENT ON TABLE invoices IS 'new'; END IF; END $$;",
      },
      {
        sql: "DO $$ BEGIN IF to_regclass('invoices') IS NULL THEN CREATE TABLE invoices (id int) /* done */; -- here\n END IF; END $$;",
      },
      {
        sql: "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attname = 'note') THEN ALTER TABLE orders ADD note text, ADD state text; END IF; END $$;",
        setup: ORDERS,
      },
      {
        sql: "DO 'BEGIN IF to_regclass(''invoices'') IS NULL THEN CREATE TABLE invoices (id int); END IF; END';",
      },
      { sql: `DO $$ BEGIN IF to_regtype('status') IS NULL THEN ${STATUS} END IF; END $$;` },
    ],
  },
  'wrong-guard': {
    invalid: [
      // The name is folded to lower case, the literal is not.
      {
        sql: "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'Status') THEN CREATE TYPE Status AS ENUM ('open'); END IF; END $$;",
      },
      {
        sql: `DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'states') THEN ${STATUS} END IF; END $$;`,
      },
      {
        sql: "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = 'billing' AND table_name = 'orders' AND column_name = 'note') THEN ALTER TABLE orders ADD COLUMN note text; END IF; END $$;",
        setup: ORDERS,
      },
      {
        sql: "DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = current_user) OR true THEN NULL; END IF; IF to_regclass('orders') IS NOT NULL THEN CREATE POLICY own ON orders; END IF; END $$;",
        setup: ORDERS,
      },
      // The index of the constraint is met first: duplicate_table.
      {
        sql: 'DO $$ BEGIN ALTER TABLE orders ADD CONSTRAINT u UNIQUE (total); EXCEPTION WHEN duplicate_object THEN NULL; END $$;',
        setup: ORDERS,
      },
      {
        sql: 'DO $$ BEGIN ALTER TABLE orders ADD COLUMN note text; EXCEPTION WHEN duplicate_object THEN NULL; END $$;',
        setup: ORDERS,
      },
      {
        sql: 'DO $$ BEGIN CREATE INDEX ON orders (total); EXCEPTION WHEN duplicate_table THEN NULL; END $$;',
        setup: ORDERS,
      },
      { sql: `DO $$ BEGIN ${STATUS} EXCEPTION WHEN duplicate_object THEN RAISE; END $$;` },
    ],
    valid: [
      { sql: "DO $$ BEGIN IF to_regtype('status') IS NULL THEN CREATE TYPE Status AS ENUM ('open'); END IF; END $$;" },
      {
        sql: `DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typname = 'status' AND n.nspname = 'public') THEN ${STATUS} END IF; END $$;`,
      },
      { sql: `DO $$ BEGIN ${STATUS} EXCEPTION WHEN SQLSTATE '42710' THEN NULL; END $$;` },
      {
        sql: `DO $$ DECLARE found boolean; BEGIN SELECT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'status') INTO found; IF NOT found THEN ${STATUS} END IF; END $$;`,
      },
    ],
  },
};

/** Told from the text alone: what they hide is an error of the first run, not of the second. */
export const SWALLOWED: Examples = {
  invalid: [
    { sql: `DO $$ BEGIN ${STATUS} EXCEPTION WHEN OTHERS THEN NULL; END $$;` },
    {
      sql: `DO $$ BEGIN BEGIN ${STATUS} EXCEPTION WHEN duplicate_table THEN NULL; WHEN OTHERS THEN RAISE NOTICE '%', SQLERRM; END; END $$;`,
    },
  ],
  valid: [
    { sql: `DO $$ BEGIN ${STATUS} EXCEPTION WHEN duplicate_object THEN NULL; WHEN OTHERS THEN RAISE; END $$;` },
    { sql: `DO $$ BEGIN ${STATUS} EXCEPTION WHEN duplicate_object THEN NULL; END $$;` },
  ],
};
