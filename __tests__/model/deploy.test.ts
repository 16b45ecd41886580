/** The simulation of Drizzle's migrators, held against drizzle-orm's own, of both lines, on a real Postgres. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import * as fc from 'fast-check';
import { pickPending, simulateDeploy, type TrackerRow } from '../../src/model/deploy.js';
import { migrationsOf } from '../../src/model/history.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { writeFiles } from '../project/write-files.js';

const RUNS = 500;

type Files = Readonly<Record<string, string>>;
type Migrate = (folder: string) => Promise<unknown>;

let client: PGlite;
beforeAll(async () => {
  client = await PGlite.create();
  await client.exec('CREATE SCHEMA drizzle; CREATE TABLE ran (id serial, tag text)');
});
afterAll(() => client.close());

/** As an application migrates with 0.x. */
const migrateJournal: Migrate = (migrationsFolder) => migrate(drizzle(client), { migrationsFolder });

const require = createRequire(join(process.cwd(), 'migrations-fixtures', 'lines', 'kit-1.0', 'package.json'));
const { drizzle: drizzleFolders } = require('drizzle-orm/pglite') as {
  drizzle: (options: { client: PGlite }) => Parameters<typeof migrate>[0];
};
const migrator = require('drizzle-orm/pglite/migrator') as { migrate: typeof migrate };

/** As one does with 1.0, from the fixture project that has it installed. */
const migrateFolders: Migrate = (migrationsFolder) =>
  migrator.migrate(drizzleFolders({ client }), { migrationsFolder });

const COLUMNS = 'id serial PRIMARY KEY, hash text NOT NULL, created_at bigint';

const createTracker = (columns: string) =>
  client.exec(
    `DROP TABLE IF EXISTS drizzle.__drizzle_migrations; CREATE TABLE drizzle.__drizzle_migrations (${columns})`,
  );

const literal = (value: string | number | null) => (value === null ? 'NULL' : `'${value}'`);

/** Nothing has run yet, and the tracker holds these rows, whoever wrote them. */
async function prepare(rows: readonly TrackerRow[]): Promise<void> {
  const inserts = rows.map(
    (row) => `INSERT INTO drizzle.__drizzle_migrations (hash, created_at, name)
              VALUES ('', ${literal(row.createdAt)}, ${literal(row.name)})`,
  );
  await client.exec(['DELETE FROM ran', 'DELETE FROM drizzle.__drizzle_migrations', ...inserts].join('; '));
}

async function tagsRun(): Promise<readonly string[]> {
  const { rows } = await client.query<{ tag: string }>('SELECT tag FROM ran ORDER BY id');
  return rows.map(({ tag }) => tag);
}

/** What the simulation picks, and what the migrator ran. */
async function compare(files: Files, rows: readonly TrackerRow[], run: Migrate): Promise<void> {
  using folder = writeFiles(files);
  const history = await readHistory(folder.path, folder.path);
  const picked = pickPending(history.layout, migrationsOf(history), rows).map(({ tag }) => tag);
  await run(folder.path);
  expect(picked).toEqual(await tagsRun());
}

const leaveTag = (tag: string): string => `INSERT INTO ran (tag) VALUES ('${tag}')`;

const journalFiles = (entries: readonly { readonly tag: string; readonly when: number }[]): Files => ({
  'meta/_journal.json': JSON.stringify({
    version: '7',
    dialect: 'postgresql',
    entries: entries.map(({ tag, when }, idx) => ({ idx, version: '7', when, tag, breakpoints: true })),
  }),
  ...Object.fromEntries(entries.map(({ tag }) => [`${tag}.sql`, leaveTag(tag)])),
});

/** Close together, so that they meet; a few are as far apart as they can be. */
const time = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 9 }) },
  fc.constantFrom(-1, 1_714_986_000_000, 1_714_986_000, Number.MAX_SAFE_INTEGER),
);
const tag = fc.constantFrom('0000_orders', '0001_invoices', '0002_customers', '0002_refunds', '0003_Orders', '9_x');

test(`0.x runs what the simulation picks, in ${RUNS} histories on as many trackers`, async () => {
  await createTracker(`${COLUMNS}, name text`);
  const entries = fc.array(fc.record({ tag, when: time }), { minLength: 1, maxLength: 6 });
  const rows = fc.array(fc.record({ createdAt: fc.option(time, { freq: 5 }), name: fc.constant(null) }), {
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(entries, rows, async (history, tracker) => {
      await prepare(tracker);
      await compare(journalFiles(history), tracker, migrateJournal);
    }),
    { numRuns: RUNS },
  );
}, 120_000);

/** Names whose order in bytes is another than the locale's. */
const name = fc
  .tuple(
    fc.constantFrom('20240506090000', '20240506090001', '20250101000000'),
    fc.constantFrom('', '_a', '_B', '_b2', '_é', '_z', 'x'),
  )
  .map((parts) => parts.join(''));

test(`1.0 runs what the simulation picks, in ${RUNS} histories on as many trackers`, async () => {
  await createTracker(`${COLUMNS}, name text, applied_at timestamptz DEFAULT now()`);
  const folders = fc.uniqueArray(name, { minLength: 1, maxLength: 6 });
  const rows = fc.array(fc.record({ createdAt: fc.option(time), name: fc.option(name) }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(folders, rows, async (history, tracker) => {
      await prepare(tracker);
      const files = Object.fromEntries(history.map((each) => [`${each}/migration.sql`, leaveTag(each)]));
      await compare(files, tracker, migrateFolders);
    }),
    { numRuns: RUNS },
  );
}, 120_000);

const read = async (whens: readonly number[]) => {
  using folder = writeFiles(journalFiles(whens.map((when, idx) => ({ tag: `000${idx}_orders`, when }))));
  return await readHistory(folder.path, folder.path);
};

test.each([
  [
    'nothing is new',
    [
      [1, 2],
      [1, 2],
    ],
    [],
    [],
    2,
  ],
  [
    'the new one is the newest',
    [
      [1, 2],
      [1, 2, 3],
    ],
    ['0002_orders'],
    [],
    2,
  ],
  [
    'the new one is as old as the newest',
    [
      [1, 3],
      [1, 3, 3],
    ],
    [],
    ['0002_orders'],
    3,
  ],
  ['a later one hides an earlier one from nobody', [[1], [1, 3, 2]], ['0001_orders', '0002_orders'], [], 1],
] as const)('a deploy where %s', async (_, [merged, added], pending, skipped, mark) => {
  const atTip = await read(merged);
  const deploy = simulateDeploy(await read(added), { ref: 'main', mergeBase: '', atMergeBase: atTip, atTip });
  expect(deploy?.pending.map((each) => each.tag)).toEqual(pending);
  expect(deploy?.skipped.map((each) => each.tag)).toEqual(skipped);
  expect(deploy?.mark?.when ?? null).toBe(mark);
});

test('a deploy where the base branch has no migrations runs all of them', async () => {
  using folder = writeFiles(journalFiles([{ tag: '0000_orders', when: 1 }]));
  const history = await readHistory(folder.path, folder.path);
  const deploy = simulateDeploy(history, { ref: 'main', mergeBase: '', atMergeBase: null, atTip: null });
  expect(deploy).toEqual({ pending: migrationsOf(history), skipped: [], mark: null });
});
