/**
 * The failure modes that people report of Drizzle migrations on PostgreSQL, numbered as they were collected from public
 * issues (FM1 the hottest): what brings each about, what Drizzle's own migrator makes of it, and the finding that names it.
 */
import { folders, journal, START, type Source } from './project.js';

/** A failure that files and base branch show. */
export interface Reproduced {
  readonly id: `FM${number}`;
  readonly mode: string;
  /** The pull request. */
  readonly project: Source;
  /** The base branch where the pull request left it; deployed first. A fixture has its own in `base/`. */
  readonly base?: Source;
  /** The base branch as it went on meanwhile; deployed after `base`. */
  readonly main?: Source;
  /** SQL that is run between the two deploys: the life of a production database. */
  readonly between?: string;
  /** What is generated and deployed after the pull request. */
  readonly later?: Source;
  /** Default 0.45, through postgres.js. */
  readonly by?: '1.0' | 'pglite';
  /** SQLSTATE or words of what stops the last deploy; null: it reports success. */
  readonly ends: string | null;
  /** Where it succeeds, what the database then says: a query, and its only value. */
  readonly says?: readonly [query: string, answer: unknown];
  readonly finding: string;
  /** Words of its message. */
  readonly tells: string;
  readonly flags?: readonly string[];
}

const ORDERS = 'CREATE TABLE "orders" ("id" serial PRIMARY KEY NOT NULL, "customer" text NOT NULL);';
const NOTE = 'ALTER TABLE "orders" ADD COLUMN "note" text;';
const HAS_NOTE = `SELECT count(*)::int FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attname = 'note'`;
const TWO_ORDERS = `INSERT INTO orders (customer) VALUES ('Ada'), ('Ada')`;
const LONG = 'customer_subscription_invoice_line_items_originating_organization';
const guarded = (statement: string) => `DO $$ BEGIN ${statement} EXCEPTION WHEN duplicate_object THEN NULL; END $$;`;

const fails = (id: Reproduced['id'], mode: string, files: Readonly<Record<string, string>>, sqlstate: string) => {
  const common = { finding: 'replay/statement-failed', tells: `(${sqlstate})` };
  return { id, mode, project: journal(files), ends: sqlstate, ...common } satisfies Reproduced;
};

export const REPRODUCED: readonly Reproduced[] = [
  {
    id: 'FM1',
    mode: 'a migration whose "when" is not above the mark is skipped',
    project: 'history/skipped-on-deploy/bad',
    ends: null,
    says: [HAS_NOTE, 0],
    finding: 'history/skipped-on-deploy',
    tells: '"0003_order_note" would be skipped',
  },
  {
    id: 'FM2',
    mode: 'a "when" in the future hides all that is generated later',
    project: journal({ '0000_orders': ORDERS }, { '0000_orders': Date.UTC(2099, 0, 1) }),
    later: journal({ '0000_orders': ORDERS, '0001_note': NOTE }, { '0000_orders': Date.UTC(2099, 0, 1) }),
    ends: null,
    says: [HAS_NOTE, 0],
    finding: 'history/when-in-future',
    tells: '"0000_orders"',
  },
  {
    id: 'FM3',
    mode: 'conflict markers in the journal',
    project: 'history/journal-unreadable/bad',
    ends: 'JSON',
    finding: 'history/journal-unreadable',
    tells: 'conflict markers',
  },
  {
    id: 'FM7',
    mode: 'an SQL file without an entry never runs',
    project: 'history/orphan-file/bad',
    ends: null,
    says: [HAS_NOTE, 0],
    finding: 'history/orphan-file',
    tells: 'has no journal entry',
  },
  {
    id: 'FM9',
    mode: 'the schema changed, and no migration was generated',
    project: 'drift/missing-migration/bad',
    ends: null,
    says: [HAS_NOTE, 0],
    finding: 'drift/missing-migration',
    tells: 'no migration makes',
  },
  {
    id: 'FM10',
    mode: 'an enum value is used in the transaction that adds it, on deploy',
    project: 'replay/upgrade-failed/bad',
    ends: '55P04',
    finding: 'replay/upgrade-failed',
    tells: '55P04',
  },
  {
    id: 'FM11',
    mode: 'CREATE INDEX CONCURRENTLY inside the transaction',
    project: 'replay/not-transactional/bad',
    ends: '25001',
    finding: 'replay/not-transactional',
    tells: 'CREATE INDEX CONCURRENTLY',
  },
  fails(
    'FM13',
    'a type is changed without USING',
    { '0000_orders': ORDERS, '0001_type': 'ALTER TABLE "orders" ALTER COLUMN "customer" SET DATA TYPE integer;' },
    '42804',
  ),
  fails(
    'FM14',
    'an enum is made again under a default',
    {
      '0000_orders': `CREATE TYPE "state" AS ENUM ('open', 'paid', 'lost'); CREATE TABLE "orders" ("state" "state" DEFAULT 'open');`,
      '0001_state': `ALTER TABLE "orders" ALTER COLUMN "state" SET DATA TYPE text; DROP TYPE "state";`,
    },
    '2BP01',
  ),
  {
    id: 'FM16',
    mode: 'an applied file is edited, and the edit never runs',
    project: 'history/edited-after-merge/bad',
    ends: null,
    says: [`SELECT data_type FROM information_schema.columns WHERE column_name = 'order_id'`, 'integer'],
    finding: 'history/edited-after-merge',
    tells: 'statements of "0001_invoices" differ',
  },
  {
    id: 'FM17',
    mode: 'a restamped entry runs a second time',
    project: 'history/restamped/bad',
    ends: '42701',
    finding: 'history/restamped',
    tells: '"when" of',
  },
  {
    id: 'FM18',
    mode: 'generated SQL has $1 in it',
    project: 'replay/unbound-parameter/bad',
    ends: '42P02',
    finding: 'replay/unbound-parameter',
    tells: '$1',
  },
  fails(
    'FM19',
    'a foreign key stands before the key that it refers to',
    {
      '0000_orders': `${ORDERS} CREATE TABLE "invoices" ("customer" text);`,
      '0001_keys':
        'ALTER TABLE "invoices" ADD FOREIGN KEY ("customer") REFERENCES "orders"("customer");--> statement-breakpoint\nALTER TABLE "orders" ADD UNIQUE ("customer");',
    },
    '42830',
  ),
  fails(
    'FM20',
    'a table of production that no migration creates',
    { '0000_orders': ORDERS, '0001_refunds': 'ALTER TABLE "refunds" ADD COLUMN "note" text;' },
    '42P01',
  ),
  {
    id: 'FM20',
    mode: 'a setting that reaches the next migration where both run in one transaction',
    project: 'replay/fresh-install-failed/bad',
    ends: '3F000',
    finding: 'replay/fresh-install-failed',
    tells: '3F000',
  },
  {
    ...fails(
      'FM21',
      'an extension that no migration creates',
      { '0000_products': 'CREATE TABLE "products" ("embedding" vector(3));' },
      '42704',
    ),
    finding: 'replay/extension-missing',
  },
  {
    ...fails(
      'FM22',
      'a role of the platform',
      { '0000_orders': `${ORDERS} CREATE POLICY "own" ON "orders" TO "authenticated" USING (true);` },
      '42704',
    ),
    finding: 'replay/platform-object-missing',
  },
  {
    id: 'FM25',
    mode: 'two names are cut to one, and a guard hides it',
    base: journal({ '0000_orders': ORDERS }),
    project: journal({
      '0000_orders': ORDERS,
      '0001_checks': [`${LONG}_id`, `${LONG}_code`]
        .map((name) => guarded(`ALTER TABLE "orders" ADD CONSTRAINT "${name}" CHECK ("id" > 0);`))
        .join('\n--> statement-breakpoint\n'),
    }),
    ends: null,
    says: [`SELECT count(*)::int FROM pg_constraint WHERE conrelid = 'orders'::regclass AND contype = 'c'`, 1],
    finding: 'replay/truncated-name',
    tells: 'are one name to PostgreSQL',
  },
  {
    id: 'FM26',
    mode: 'a rename becomes a drop and an addition',
    project: 'replay/column-replaced/bad',
    between: `INSERT INTO orders (customer, note) VALUES ('Ada', 'urgent')`,
    ends: null,
    says: ['SELECT remark FROM orders', null],
    finding: 'replay/column-replaced',
    tells: 'drops column "note"',
  },
  {
    id: 'FM27',
    mode: 'NOT NULL without a default where there are rows',
    project: 'replay/fails-on-existing-rows/bad',
    between: TWO_ORDERS,
    ends: '23502',
    finding: 'replay/fails-on-existing-rows',
    tells: '23502',
  },
  {
    id: 'FM28',
    mode: 'UNIQUE over rows that are not',
    project: 'replay/unique-on-existing-rows/bad',
    between: TWO_ORDERS,
    ends: '23505',
    finding: 'replay/unique-on-existing-rows',
    tells: 'to be unique in customer',
  },
  {
    id: 'FM28',
    mode: 'CHECK over rows that break it',
    base: journal({ '0000_orders': ORDERS }),
    project: journal({ '0000_orders': ORDERS, '0001_check': 'ALTER TABLE "orders" ADD CHECK ("id" > 1000);' }),
    between: TWO_ORDERS,
    ends: '23514',
    finding: 'replay/fails-on-existing-rows',
    tells: '23514',
  },
  {
    id: 'FM29',
    mode: 'a table that is no longer exported is dropped, with its rows',
    base: journal({ '0000_orders': ORDERS }),
    project: journal({ '0000_orders': ORDERS, '0001_drop_orders': 'DROP TABLE "orders" CASCADE;' }),
    between: TWO_ORDERS,
    ends: null,
    says: [`SELECT to_regclass('orders')::text`, null],
    finding: 'safety/drops-data',
    tells: 'drops table "orders" and its rows',
  },
  {
    id: 'FM31',
    mode: 'code of the version before asks for a name that is gone',
    base: journal({ '0000_orders': ORDERS, '0001_note': NOTE }),
    project: journal({
      '0000_orders': ORDERS,
      '0001_note': NOTE,
      '0002_remark': 'ALTER TABLE "orders" RENAME COLUMN "note" TO "remark";',
    }),
    ends: null,
    says: [HAS_NOTE, 0],
    finding: 'safety/renames-in-use',
    tells: 'renames column "note" of "orders"',
  },
  {
    id: 'FM37',
    mode: 'two histories share one tracking table',
    project: {
      ...journal({ '0000_orders': ORDERS }, { '0000_orders': START }, 'shop'),
      ...journal(
        { '0000_invoices': 'CREATE TABLE "invoices" ("id" integer);' },
        { '0000_invoices': 1 + START },
        'billing',
      ),
      'shop.config.json': '{"dialect":"postgresql","schema":"./shop.ts","out":"./shop"}',
      'billing.config.json': '{"dialect":"postgresql","schema":"./shop.ts","out":"./billing"}',
      'shop.ts': `import { pgTable, serial } from 'drizzle-orm/pg-core'; export const orders = pgTable('orders', { id: serial() });`,
    },
    ends: null,
    says: [`SELECT to_regclass('orders')`, null],
    finding: 'history/shared-tracker',
    tells: 'both track their migrations in "drizzle"."__drizzle_migrations"',
    flags: ['--config', 'shop.config.json', '--config', 'billing.config.json'],
  },
  {
    id: 'FM41',
    mode: 'an entry without a tag',
    project: 'history/missing-tag/bad',
    ends: 'undefined.sql',
    finding: 'history/missing-tag',
    tells: 'has no tag',
  },
  {
    id: 'FM41',
    mode: 'a file under another name than its tag',
    project: 'history/renamed-file/bad',
    ends: 'No file',
    finding: 'history/renamed-file',
    tells: 'has no file',
  },
  {
    id: 'FM42',
    mode: 'the same "when" twice: the second entry is skipped where the first one is applied',
    project: journal({ '0000_orders': ORDERS, '0001_note': NOTE }, { '0001_note': START }),
    base: journal({ '0000_orders': ORDERS }),
    ends: null,
    says: [HAS_NOTE, 0],
    finding: 'history/skipped-on-deploy',
    tells: 'is not above that of "0000_orders"',
  },
  {
    id: 'FM44',
    mode: 'a missing breakpoint, with a driver that takes one statement',
    project: 'history/missing-breakpoint/bad',
    by: 'pglite',
    ends: '42601',
    finding: 'history/missing-breakpoint',
    tells: 'a breakpoint is missing in "0001_invoices"',
  },
  {
    id: 'FM46',
    mode: 'carriage returns make another hash of the same SQL',
    project: journal({ '0000_orders': `${ORDERS}\r\n` }),
    base: journal({ '0000_customers': 'CREATE TABLE "customers" ("id" integer);' }, { '0000_customers': 1 }),
    ends: null,
    says: [
      `SELECT hash = encode(sha256('${ORDERS}\n'), 'hex') FROM drizzle.__drizzle_migrations ORDER BY id DESC LIMIT 1`,
      false,
    ],
    finding: 'history/line-endings',
    tells: 'has carriage returns',
  },
  fails(
    'FM48',
    'a view depends on the column',
    {
      '0000_orders': `${ORDERS} CREATE VIEW "buyers" AS SELECT "customer" FROM "orders";`,
      '0001_type': 'ALTER TABLE "orders" ALTER COLUMN "customer" SET DATA TYPE varchar(80);',
    },
    '0A000',
  ),
  {
    ...fails('FM49', 'CREATE SCHEMA of what the platform has', { '0000_auth': 'CREATE SCHEMA "auth";' }, '42P06'),
    base: journal({ '0000_none': '' }, { '0000_none': 1 }),
    between: 'CREATE SCHEMA auth',
    flags: ['--platform', 'supabase'],
  },
  {
    id: 'FM50',
    mode: 'SQL without guards runs again where the tracker is lost',
    base: journal({ '0000_orders': ORDERS }),
    between: 'DROP SCHEMA drizzle CASCADE',
    project: journal({ '0000_orders': ORDERS }),
    ends: '42P07',
    finding: 'idempotency/create-table',
    tells: '"orders"',
    flags: ['--scope', 'all'],
  },
  fails(
    'FM51',
    'a statement was generated twice',
    {
      '0000_state': `CREATE TYPE "state" AS ENUM ('open');`,
      '0001_lost': `ALTER TYPE "state" ADD VALUE 'lost'; ALTER TYPE "state" ADD VALUE 'lost';`,
    },
    '42710',
  ),
  {
    id: 'FM58',
    mode: '1.0 runs a renamed folder again',
    base: folders({ '20240506090000_orders': ORDERS }),
    project: folders({ '20240506090000_all_orders': ORDERS }),
    by: '1.0',
    ends: '42P07',
    finding: 'history/removed-after-merge',
    tells: '"20240506090000_orders"',
  },
  {
    id: 'FM59',
    mode: 'green on an old base, and skipped where the base branch went on',
    base: journal({ '0000_orders': ORDERS }),
    main: journal({ '0000_orders': ORDERS, '0001_total': 'ALTER TABLE "orders" ADD COLUMN "total" integer;' }),
    project: journal({ '0000_orders': ORDERS, '0001_note': NOTE }, { '0001_note': START + 1 }),
    ends: null,
    says: [HAS_NOTE, 0],
    finding: 'history/skipped-on-deploy',
    tells: '"0001_total" on main',
  },
];
