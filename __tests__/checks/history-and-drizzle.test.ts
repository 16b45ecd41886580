/**
 * What the pages of the history codes say Drizzle does, done by drizzle-orm's own migrators on a real Postgres: a fixture
 * whose failure cannot be seen there would be an opinion.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import * as fc from 'fast-check';
import { wouldSkip } from '../../src/checks/history/would-skip.js';
import { newTagsOf } from '../../src/model/base.js';
import { gathered } from '../../src/model/gathered.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { writeFiles } from '../project/write-files.js';
import { factsOf } from './facts-of.js';

const FIXTURES = join(process.cwd(), 'migrations-fixtures', 'history');

let client: PGlite;
beforeAll(async () => {
  client = await PGlite.create();
});
afterAll(() => client.close());
beforeEach(() =>
  client.exec('DROP SCHEMA IF EXISTS drizzle CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public;'),
);

/** Migrates as an application does; gives the SQLSTATE or message of what stopped it, or null. */
const deploy = (slug: string, folder: string) =>
  migrate(drizzle(client), { migrationsFolder: join(FIXTURES, slug, folder) }).then(() => null, reasonOf);

const reasonOf = (error: unknown): string => {
  const { cause, message } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? message;
};

const columnsOf = async (table: string) => {
  const { rows } = await client.query<{ name: string }>(
    'SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 ORDER BY ordinal_position',
    [table],
  );
  return rows.map(({ name }) => name);
};

test('the good history of any code is deployed', async () => {
  expect(await deploy('skipped-on-deploy', 'good/drizzle')).toBeNull();
  expect(await columnsOf('orders')).toEqual(['id', 'customer', 'note']);
});

test('skipped-on-deploy: the deploy succeeds and the column is not there', async () => {
  expect(await deploy('skipped-on-deploy', 'bad/base/drizzle')).toBeNull();
  expect(await deploy('skipped-on-deploy', 'bad/drizzle')).toBeNull();
  expect(await columnsOf('orders')).toEqual(['id', 'customer']);
});

test.each(['skipped-on-deploy', 'when-not-increasing', 'when-invalid'])(
  '%s: a new database runs all of it',
  async (slug) => {
    expect(await deploy(slug, 'bad/drizzle')).toBeNull();
    expect(await columnsOf('invoices')).toEqual(['id', 'order_id', 'total']);
  },
);

test('when-in-future: what is generated later is skipped', async () => {
  expect(await deploy('when-in-future', 'bad/drizzle')).toBeNull();
  expect(await deploy('snapshot-fork', 'bad/drizzle')).toBeNull();
  expect(await columnsOf('orders')).toEqual(['id', 'customer']);
});

test('orphan-file: the file is not run', async () => {
  expect(await deploy('orphan-file', 'bad/drizzle')).toBeNull();
  expect(await columnsOf('orders')).toEqual(['id', 'customer']);
});

test('edited-after-merge: the edit does not run where the migration is applied', async () => {
  expect(await deploy('edited-after-merge', 'bad/base/drizzle')).toBeNull();
  expect(await deploy('edited-after-merge', 'bad/drizzle')).toBeNull();
  const { rows } = await client.query(
    "SELECT data_type FROM information_schema.columns WHERE column_name = 'order_id'",
  );
  expect(rows).toEqual([{ data_type: 'integer' }]);
});

test('restamped: the migration runs a second time and fails', async () => {
  expect(await deploy('restamped', 'bad/base/drizzle')).toBeNull();
  expect(await deploy('restamped', 'bad/drizzle')).toBe('42701');
});

test('removed-after-merge: nothing notices', async () => {
  expect(await deploy('removed-after-merge', 'bad/base/drizzle')).toBeNull();
  expect(await deploy('removed-after-merge', 'bad/drizzle')).toBeNull();
});

/** Drizzle 1.0, from the fixture project that has it installed. */
const deployFolders = (slug: string, folder: string) => {
  const require = createRequire(join(process.cwd(), 'migrations-fixtures', 'lines', 'kit-1.0', 'package.json'));
  const orm = require('drizzle-orm/pglite') as { drizzle: (options: { client: PGlite }) => never };
  const migrator = require('drizzle-orm/pglite/migrator') as { migrate: typeof migrate };
  const migrationsFolder = join(FIXTURES, slug, folder);
  return migrator.migrate(orm.drizzle({ client }), { migrationsFolder }).then(() => null, reasonOf);
};

test('folder-name-invalid: 1.0 rolls everything back', async () => {
  expect(await deployFolders('folder-name-invalid', 'bad/drizzle')).toBe('22P02');
  expect(await columnsOf('orders')).toEqual([]);
});

test('missing-migration-file: 1.0 passes over the folder', async () => {
  expect(await deployFolders('missing-migration-file', 'bad/drizzle')).toBeNull();
  expect(await columnsOf('orders')).not.toEqual([]);
  expect(await columnsOf('invoices')).toEqual([]);
});

test('inserted-before-merged: 1.0 runs the new folder after the merged one', async () => {
  expect(await deployFolders('inserted-before-merged', 'bad/base/drizzle')).toBeNull();
  expect(await deployFolders('inserted-before-merged', 'bad/drizzle')).toBeNull();
  const { rows } = await client.query<{ name: string }>('SELECT name FROM drizzle.__drizzle_migrations ORDER BY id');
  expect(rows.map(({ name }) => name)).toEqual([
    '20240506090000_orders',
    '20240508104657_invoices',
    '20240507101042_close_orders',
    '20240509120000_join',
  ]);
});

/** A history of entries that each leave their tag in a table. */
const filesOf = (whens: readonly number[]) => ({
  'meta/_journal.json': JSON.stringify({
    version: '7',
    dialect: 'postgresql',
    entries: whens.map((when, idx) => ({ idx, version: '7', when, tag: `000${idx}_orders`, breakpoints: true })),
  }),
  ...Object.fromEntries(whens.map((_, idx) => [`000${idx}_orders.sql`, `INSERT INTO ran VALUES ('000${idx}_orders')`])),
});

test('what would be skipped is what drizzle-orm skips, whatever the times are', async () => {
  const whens = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(whens, whens, async (merged, added) => {
      await client.exec('DROP SCHEMA IF EXISTS drizzle CASCADE; DROP TABLE IF EXISTS ran; CREATE TABLE ran (tag text)');
      using before = writeFiles(filesOf(merged));
      using after = writeFiles(filesOf([...merged, ...added]));
      await migrate(drizzle(client), { migrationsFolder: before.path });
      await migrate(drizzle(client), { migrationsFolder: after.path });
      const { rows } = await client.query<{ tag: string }>('SELECT tag FROM ran');

      const atTip = await readHistory(before.path, before.path);
      const history = await readHistory(after.path, after.path);
      const base = { ref: 'main', mergeBase: '', atMergeBase: atTip, atTip };
      const facts = await factsOf(history, { base: gathered(base), newTags: newTagsOf(history, base) });
      const skipped = new Set(wouldSkip(facts).map(({ migration }) => migration.tag));
      const expected = history.entries.flatMap(({ tag }) => (tag === null || skipped.has(tag) ? [] : [tag]));
      expect(rows.map(({ tag }) => tag).sort()).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});

test.each([
  ['breakpoint-in-body', '42601'],
  ['duplicate-tag', '42701'],
  ['missing-file', expect.stringContaining('No file')],
  ['missing-tag', expect.stringContaining('undefined.sql')],
  ['renamed-file', expect.stringContaining('No file')],
  ['journal-unreadable', expect.stringContaining('JSON')],
])('%s: nothing can be deployed', async (slug, reason) => {
  expect(await deploy(slug, 'bad/drizzle')).toEqual(reason);
  expect(await columnsOf('orders')).toEqual([]);
});
