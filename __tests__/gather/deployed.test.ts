/** A deployed database, migrated by drizzle-orm's own migrator and then changed by hand, against its history. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import type postgres from 'postgres';
import { urlOf } from '../postgres/url-of.js';
import { appliedOf, compareReading, readNamed } from '../../src/gather/deployed.js';
import { gathered, skipped, valueOf } from '../../src/model/gathered.js';
import { migrationsOf } from '../../src/model/history.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { parseHistory } from '../../src/sql/parse.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../postgres/servers-at-hand.js';
import { writeFiles } from '../project/write-files.js';

const TRACKER = { schema: 'drizzle', table: '__drizzle_migrations' };

const FILES: Readonly<Record<string, string>> = {
  '0000_orders':
    'CREATE TABLE "orders" ("id" serial PRIMARY KEY, "total" numeric(12, 2) NOT NULL DEFAULT 0);\n' +
    '--> statement-breakpoint\nCREATE INDEX "orders_total" ON "orders" ("total");',
  '0001_billing':
    'CREATE SCHEMA "billing";\n--> statement-breakpoint\n' +
    'CREATE TABLE "billing"."invoices" ("id" bigint PRIMARY KEY, "note" text);\n' +
    '--> statement-breakpoint\nGRANT SELECT ON "orders" TO public;',
  '0002_notes': 'ALTER TABLE "orders" ADD COLUMN "note" text;',
};

const filesUpTo = (count: number): Readonly<Record<string, string>> => {
  const tags = Object.keys(FILES).slice(0, count);
  return {
    'meta/_journal.json': JSON.stringify({
      version: '7',
      dialect: 'postgresql',
      entries: tags.map((tag, idx) => ({ idx, version: '7', when: 1714986000000 + idx, tag, breakpoints: true })),
    }),
    ...Object.fromEntries(tags.map((tag) => [`${tag}.sql`, FILES[tag] ?? ''])),
  };
};

// The fixtures show it on the embedded server, which takes its time for two databases a case.
const provider = PROVIDERS_AT_HAND.at(-1) ?? 'embedded';

describe('a deployed database', () => {
  let deployed: EphemeralServer;
  let ephemeral: EphemeralServer;
  beforeAll(async () => {
    [deployed, ephemeral] = [await startAtHand(provider), await startAtHand(provider)];
  });
  afterAll(async () => {
    await deployed[Symbol.asyncDispose]();
    await ephemeral[Symbol.asyncDispose]();
  });

  /** Two of three migrations are applied, and then somebody does something by hand. */
  async function differencesAfter(byHand: string, server: EphemeralServer = ephemeral) {
    await using database = await deployed.createDatabase();
    const sql: postgres.Sql = await database.connect();
    using applied = writeFiles(filesUpTo(2));
    await migrate(drizzle(sql), { migrationsFolder: applied.path });
    await sql.unsafe(byHand);
    await sql.end(); // The embedded server serves one connection at a time.
    using folder = writeFiles(filesUpTo(3));
    const history = await readHistory(folder.path, folder.path);
    const target = { project: { tracker: TRACKER }, history, timeoutMs: 10_000 };
    const source = gathered({ url: urlOf(sql), variable: 'DATABASE_URL', isNamed: true });
    const reading = valueOf(await readNamed(source, target));
    if (reading === null) throw new Error('the database was not read');
    expect(appliedOf(reading.match).map(({ tag }) => tag)).toEqual(['0000_orders', '0001_billing']);
    const parsed = await parseHistory(history);
    const script = { layout: history.layout, tracker: TRACKER, migrations: migrationsOf(history), parsed };
    const construction = { script, obstacle: null, bootstrap: [], onStep: () => {}, server };
    return (await compareReading(reading, gathered(construction), [])).differences;
  }

  test('is what the applied entries build', async () => {
    expect(await differencesAfter('SELECT 1')).toEqual(gathered([]));
  });

  test.each([
    ['a column more', 'ALTER TABLE orders ADD COLUMN vip boolean', 'column public.orders.vip'],
    ['a column less', 'ALTER TABLE billing.invoices DROP COLUMN note', 'column billing.invoices.note'],
    ['another type', 'ALTER TABLE orders ALTER total TYPE numeric(14, 2)', 'column public.orders.total'],
    ['another default', 'ALTER TABLE orders ALTER total SET DEFAULT 1', 'column public.orders.total'],
    ['an index less', 'DROP INDEX orders_total', 'index public.orders.orders_total'],
    ['an index more', 'CREATE INDEX by_note ON billing.invoices (note)', 'index billing.invoices.by_note'],
    ['a table less', 'DROP TABLE billing.invoices', 'table billing.invoices'],
    ['a table more', 'CREATE TABLE orders_old (LIKE orders INCLUDING ALL)', 'table public.orders_old'],
    ['a check', 'ALTER TABLE orders ADD CONSTRAINT paid CHECK (total > 0)', 'check public.orders.paid'],
    ['row security', 'ALTER TABLE orders ENABLE ROW LEVEL SECURITY', 'table public.orders'],
    ['a policy', 'CREATE POLICY own ON orders USING (true)', 'policy public.orders.own'],
    ['a view', 'CREATE VIEW due AS SELECT id FROM orders', 'view public.due'],
    ['rights for everybody', 'GRANT UPDATE ON billing.invoices TO public', 'grant on table billing.invoices to public'],
    ['CREATE for everybody', 'GRANT ALL ON SCHEMA public TO public', 'grant on schema public to public'],
    ['rights taken away', 'REVOKE SELECT ON orders FROM public', 'grant on table public.orders to public'],
  ])('drift by hand: %s', async (_, byHand, object) => {
    const differences = valueOf(await differencesAfter(byHand)) ?? [];
    expect(differences.map((difference) => difference.object)).toEqual([object]);
  });

  test('is no drift where whoever runs the database does what is theirs', async () => {
    const byHand = `
      -- a schema of another application
      CREATE SCHEMA crm; CREATE TABLE crm.leads (id bigint PRIMARY KEY);
      -- storage options
      ALTER TABLE orders SET (autovacuum_vacuum_scale_factor = 0.01, fillfactor = 80);
      -- statistics targets
      ALTER TABLE orders ALTER total SET STATISTICS 500;
      -- a replica identity
      ALTER TABLE orders REPLICA IDENTITY FULL;
      -- a clustered table
      ALTER TABLE orders CLUSTER ON orders_pkey;
      -- a publication
      CREATE PUBLICATION feed FOR TABLE orders;
      -- a comment
      COMMENT ON TABLE orders IS 'as of the shop';
      -- rights of a role of its own
      CREATE ROLE reporting; GRANT SELECT ON orders TO reporting;
      -- a schema that not everybody may use
      REVOKE ALL ON SCHEMA public FROM public;
      -- default privileges
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO public;
      -- another owner
      CREATE ROLE owner_of_orders; ALTER TABLE orders OWNER TO owner_of_orders;
      -- another tracker
      CREATE TABLE _migrations (id serial PRIMARY KEY, hash text NOT NULL, created_at bigint);
      -- rows
      INSERT INTO orders (total) VALUES (1), (2);
    `;
    expect(await differencesAfter(byHand)).toEqual(gathered([]));
  });
});

test('servers of two majors are not compared', async () => {
  const reading = {
    server: {
      host: 'db',
      port: 5432,
      database: 'shop',
      role: 'gate',
      version: '16.4',
      versionNumber: 160004,
      isStandby: false,
    },
    reading: { tracker: null, others: [] },
    match: { line: null, mark: null, entries: [], orphans: [], next: [] },
    catalog: { serverVersion: 160004, objects: [] },
  };
  await using server = await startAtHand('embedded');
  const script = { layout: 'journal' as const, tracker: TRACKER, migrations: [], parsed: new Map() };
  const facts = await compareReading(
    reading,
    gathered({ script, obstacle: null, bootstrap: [], onStep: () => {}, server }),
    [],
  );
  expect(facts.differences).toEqual(
    skipped('it is PostgreSQL 16, the replay ran on 18: replay on it with --postgres-version 16'),
  );
});
