import { ORDERS, type Examples } from './example.js';

const STATUS = "CREATE TYPE status AS ENUM ('open');";

export const GUARDS: Readonly<Record<string, Examples>> = {
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
