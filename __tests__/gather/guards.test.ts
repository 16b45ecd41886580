import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import guardMaskedDifference from '../../src/checks/replay/guard-masked-difference.js';
import { watchGuards } from '../../src/gather/guards.js';
import type { Facts } from '../../src/model/facts.js';
import { gathered, skipped } from '../../src/model/gathered.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { readCatalog } from '../../src/postgres/catalog/read-catalog.js';
import { replayStepByStep } from '../../src/postgres/replay/replay.js';
import { scriptOf } from '../postgres/replay/script-of.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../postgres/servers-at-hand.js';

const ORDERS = 'CREATE TABLE orders (id integer PRIMARY KEY, total integer, note text);';
const CUSTOMERS = 'CREATE TABLE customers (id integer PRIMARY KEY);';
const TWO_KEYS = `${CUSTOMERS} ${ORDERS} ALTER TABLE orders ADD customer integer;`;

const guardedKey = (action: string) => `
  DO $$ BEGIN
    ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer) REFERENCES customers (id)${action};
  EXCEPTION WHEN duplicate_object THEN null; END $$;`;
const guardedType = (labels: string) => `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'status') THEN CREATE TYPE status AS ENUM (${labels}); END IF;
  END $$;`;
const guardedPolicy = (using: string) => `
  DO $$ BEGIN CREATE POLICY own ON orders USING (${using}); EXCEPTION WHEN duplicate_object THEN null; END $$;`;

type Case = readonly [name: string, migrations: readonly string[], hidden: readonly string[]];

const HIDING: readonly Case[] = [
  [
    'a table with a column less',
    [ORDERS, 'CREATE TABLE IF NOT EXISTS orders (id integer PRIMARY KEY, total integer, note text, paid boolean);'],
    ['column public.orders.paid is not there'],
  ],
  [
    'a table with a column more',
    [ORDERS, 'CREATE TABLE IF NOT EXISTS orders (id integer PRIMARY KEY, total integer);'],
    ['column public.orders.note is there and not asked for'],
  ],
  [
    'a table with another type, default and nullability',
    [
      ORDERS,
      `CREATE TABLE IF NOT EXISTS orders (id integer PRIMARY KEY, total bigint NOT NULL, note text DEFAULT '');`,
    ],
    [
      'column public.orders.note is another one than asked for (default), column public.orders.total is another one than asked for (type, notNull)',
    ],
  ],
  [
    'a table without a constraint',
    [ORDERS, 'CREATE TABLE IF NOT EXISTS orders (id integer PRIMARY KEY, total integer CHECK (total > 0), note text);'],
    ['check public.orders.orders_total_check is not there'],
  ],
  [
    'a quoted table of another schema',
    [
      'CREATE SCHEMA "Shop"; CREATE TABLE "Shop"."Old orders" ("Id" integer);',
      'CREATE TABLE IF NOT EXISTS "Shop"."Old orders" ("Id" bigint);',
    ],
    ['column Shop.Old orders.Id is another one than asked for (type)'],
  ],
  [
    'a table that came by its name by a rename',
    [
      'CREATE TABLE purchases (id integer); ALTER TABLE purchases RENAME TO orders;',
      'CREATE TABLE IF NOT EXISTS orders (id text);',
    ],
    ['column public.orders.id is another one than asked for (type)'],
  ],
  [
    'a column',
    [ORDERS, 'ALTER TABLE orders ADD COLUMN IF NOT EXISTS note varchar(20), ADD COLUMN IF NOT EXISTS total integer;'],
    ['column public.orders.note is another one than asked for (type)'],
  ],
  [
    'a column without its unique constraint',
    [ORDERS, 'ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text UNIQUE;'],
    ['unique public.orders.orders_note_key is not there'],
  ],
  [
    'an index on another column',
    [ORDERS, 'CREATE INDEX orders_idx ON orders (total);', 'CREATE INDEX IF NOT EXISTS orders_idx ON orders (note);'],
    ['index public.orders.orders_idx is another one than asked for (keys)'],
  ],
  [
    'an index of that name on another table',
    [
      `${ORDERS} ${CUSTOMERS}`,
      'CREATE INDEX by_id ON orders (id);',
      'CREATE INDEX IF NOT EXISTS by_id ON customers (id);',
    ],
    ['index public.customers.by_id is not there'],
  ],
  [
    'a sequence',
    ['CREATE SEQUENCE numbers;', 'CREATE SEQUENCE IF NOT EXISTS numbers INCREMENT 10;'],
    ['sequence public.numbers is another one than asked for (increment)'],
  ],
  [
    'a materialized view',
    [
      `${ORDERS} CREATE MATERIALIZED VIEW totals AS SELECT sum(total) AS total FROM orders;`,
      'CREATE MATERIALIZED VIEW IF NOT EXISTS totals AS SELECT max(total) AS total FROM orders;',
    ],
    ['materialized view public.totals is another one than asked for (definition)'],
  ],
  [
    'an enum behind a condition',
    [guardedType(`'open', 'paid'`), guardedType(`'open', 'paid', 'sent'`)],
    ['enum public.status is another one than asked for (labels)'],
  ],
  [
    'a foreign key behind a handler',
    [TWO_KEYS, guardedKey(''), guardedKey(' ON DELETE CASCADE')],
    ['foreign key public.orders.orders_customer_fk is another one than asked for (onDelete)'],
  ],
  [
    'a policy behind a handler',
    [ORDERS, guardedPolicy('total > 0'), guardedPolicy('total > 9')],
    ['policy public.orders.own is another one than asked for (using)'],
  ],
  [
    'two statements of one file',
    [
      ORDERS,
      'ALTER TABLE orders ADD COLUMN IF NOT EXISTS note integer; ALTER TABLE orders ADD COLUMN IF NOT EXISTS total text;',
    ],
    [
      'column public.orders.note is another one than asked for (type)',
      'column public.orders.total is another one than asked for (type)',
    ],
  ],
];

const SILENT: readonly (readonly [name: string, migrations: readonly string[]])[] = [
  ['the same table', [ORDERS, ORDERS.replace('TABLE', 'TABLE IF NOT EXISTS')]],
  [
    'the same table, its key named otherwise',
    [
      'CREATE TABLE orders (id integer CONSTRAINT orders_id PRIMARY KEY, note text CONSTRAINT one_note UNIQUE);',
      'CREATE TABLE IF NOT EXISTS orders (id integer PRIMARY KEY, note text UNIQUE);',
    ],
  ],
  [
    'serial and identity',
    [
      'CREATE TABLE orders (id serial, number integer GENERATED ALWAYS AS IDENTITY);',
      'CREATE TABLE IF NOT EXISTS orders (id serial, number integer GENERATED ALWAYS AS IDENTITY);',
    ],
  ],
  [
    'serial of a table that was renamed',
    [
      'CREATE TABLE purchases (id serial, number integer GENERATED ALWAYS AS IDENTITY);',
      'ALTER TABLE purchases RENAME TO orders;',
      'CREATE TABLE IF NOT EXISTS orders (id serial, number integer GENERATED ALWAYS AS IDENTITY);',
    ],
  ],
  [
    'a table with what other statements have made on it',
    [
      `${TWO_KEYS} ${guardedKey('')} CREATE INDEX ON orders (total); ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
     ${guardedPolicy('true')} COMMENT ON TABLE orders IS 'sold'; GRANT SELECT ON orders TO public;`,
      'CREATE TABLE IF NOT EXISTS orders (id integer PRIMARY KEY, total integer, note text, customer integer);',
    ],
  ],
  [
    'the same in other words',
    [
      `CREATE TABLE orders (total numeric(10, 2) DEFAULT '0' CHECK (total >= 0), at timestamptz);`,
      `CREATE TABLE IF NOT EXISTS "orders" ("total" DECIMAL(10,2) DEFAULT '0' CHECK ("total">=0), at timestamp with time zone);`,
    ],
  ],
  ['what was dropped in between', [ORDERS, 'DROP TABLE orders;', 'CREATE TABLE IF NOT EXISTS orders (id text);']],
  [
    'a table that the same file brings up to date',
    [
      'CREATE TABLE orders (id integer);',
      `CREATE TABLE IF NOT EXISTS orders (id bigint, note text);
     ALTER TABLE orders ALTER id TYPE bigint; ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;`,
    ],
  ],
  [
    'a column that a later migration puts right',
    [
      ORDERS,
      `ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text DEFAULT '';`,
      `ALTER TABLE orders ALTER note SET DEFAULT '';`,
    ],
  ],
  [
    'an index that a later migration drops',
    [
      `${ORDERS} ${CUSTOMERS} CREATE INDEX by_id ON orders (id);`,
      'CREATE INDEX IF NOT EXISTS by_id ON customers (id);',
      'DROP INDEX by_id;',
    ],
  ],
  [
    'a foreign key that was validated since',
    [
      TWO_KEYS,
      guardedKey(' NOT VALID'),
      'ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fk;',
      guardedKey(' NOT VALID'),
    ],
  ],
  [
    'a table that others refer to',
    [
      `${TWO_KEYS} ${guardedKey('')} CREATE VIEW buyers AS SELECT id FROM customers;`,
      CUSTOMERS.replace('TABLE', 'TABLE IF NOT EXISTS'),
    ],
  ],
  [
    'a file that does not run without the object',
    [
      `${ORDERS} CREATE VIEW totals AS SELECT total FROM orders;`,
      `ALTER TABLE orders ADD COLUMN IF NOT EXISTS total bigint; COMMENT ON VIEW totals IS 'sums';`,
    ],
  ],
  [
    'a file that ends its transaction',
    [ORDERS, 'COMMIT; BEGIN; ALTER TABLE orders ADD COLUMN IF NOT EXISTS note integer;'],
  ],
  [
    'schemas, extensions and enum labels',
    [
      `CREATE SCHEMA shop; CREATE TYPE status AS ENUM ('open', 'paid');`,
      `CREATE SCHEMA IF NOT EXISTS shop; ALTER TYPE status ADD VALUE IF NOT EXISTS 'paid' BEFORE 'open';`,
    ],
  ],
];

/** What the check says of the history, without the words that are always the same. */
async function hiddenIn(server: EphemeralServer, migrations: readonly string[]): Promise<readonly string[]> {
  await using database = await server.createDatabase();
  const sql = await database.connect();
  const { script, masked } = watchGuards(await scriptOf(...migrations), () => true);
  const outcome = await replayStepByStep(sql, script);
  expect(outcome.failure).toBeNull();
  const replayed = gathered(await readCatalog(sql, { tracker: script.tracker }));
  const facts = {
    parsed: script.parsed,
    replays: { stepByStep: gathered(outcome), maskedGuards: gathered(masked) },
    schema: { declared: skipped('there is no schema here') },
    catalogs: { replayed },
  } as unknown as Facts;
  return Array.from(guardMaskedDifference.find(facts, []), ({ message }) =>
    message.replace('the statement is skipped and hides that ', ''),
  );
}

describe.each(PROVIDERS_AT_HAND)('guards on %s', (provider) => {
  let server: EphemeralServer;
  beforeAll(async () => {
    server = await startAtHand(provider);
  });
  afterAll(async () => server[Symbol.asyncDispose]());

  test.each(HIDING)('hide %s', async (_, migrations, hidden) => {
    expect(await hiddenIn(server, migrations)).toEqual(hidden);
  });

  test.each(SILENT)('hide nothing: %s', async (_, migrations) => {
    expect(await hiddenIn(server, migrations)).toEqual([]);
  });

  test('are not looked at in migrations that are not judged', async () => {
    const script = await scriptOf(ORDERS, 'ALTER TABLE orders ADD COLUMN IF NOT EXISTS note integer;');
    await using database = await server.createDatabase();
    const watched = watchGuards(script, () => false);
    await replayStepByStep(await database.connect(), watched.script);
    expect([...watched.masked]).toEqual([]);
  });

  test('leave the replay as it is', async () => {
    const script = await scriptOf(
      ORDERS,
      'INSERT INTO orders VALUES (1, 2); ALTER TABLE orders ADD COLUMN IF NOT EXISTS note integer;',
    );
    await using database = await server.createDatabase();
    const sql = await database.connect();
    await replayStepByStep(sql, watchGuards(script, () => true).script);
    expect(await sql`SELECT id, total, note FROM orders`).toEqual([{ id: 1, total: 2, note: null }]);
  });
});
