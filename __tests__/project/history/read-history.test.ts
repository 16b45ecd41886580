import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import * as fc from 'fast-check';
import { CannotJudge } from '../../../src/model/cannot-judge.js';
import { migrationsOf } from '../../../src/model/history.js';
import { readHistory } from '../../../src/project/history/read-history.js';
import type { TemporaryFolder } from '../write-files.js';
import { writeFiles } from '../write-files.js';

const ROOT = '00000000-0000-0000-0000-000000000000';
const entry = (idx: number, tag: string, when: unknown = 1_714_900_000_000 + idx) => ({
  idx,
  version: '7',
  when,
  tag,
  breakpoints: true,
});
const journalOf = (...entries: unknown[]) => JSON.stringify({ version: '7', dialect: 'postgresql', entries }, null, 2);
const snapshotOf = (id: string, prevId = ROOT) => JSON.stringify({ id, prevId, version: '7', dialect: 'postgresql' });

const ORDERS = 'CREATE TABLE orders (id int);--> statement-breakpoint\nCREATE INDEX ON orders (id);\n';
const INVOICES = 'CREATE TABLE invoices (id int);\n';
const shop = {
  'drizzle/meta/_journal.json': journalOf(entry(0, '0000_orders'), entry(1, '0001_invoices')),
  'drizzle/meta/0000_snapshot.json': snapshotOf('a'),
  'drizzle/meta/0001_snapshot.json': snapshotOf('b', 'a'),
  'drizzle/0000_orders.sql': ORDERS,
  'drizzle/0001_invoices.sql': INVOICES,
};
const read = (folder: TemporaryFolder) => readHistory(join(folder.path, 'drizzle'), folder.path);

describe('the journal layout', () => {
  test('has the migrations that Drizzle itself reads', async () => {
    using folder = writeFiles(shop);
    const ours = migrationsOf(await read(folder)).map(({ hash, when, chunks }) => ({
      sql: chunks.map((chunk) => chunk.text),
      bps: true,
      folderMillis: when,
      hash,
    }));
    expect(ours).toEqual(readMigrationFiles({ migrationsFolder: join(folder.path, 'drizzle') }));
  });

  test('names files from the working directory and entries by their place in the journal', async () => {
    using folder = writeFiles(shop);
    const history = await read(folder);
    expect(history.folder).toBe('drizzle');
    expect(history.files.map(({ path }) => path)).toEqual(['drizzle/0000_orders.sql', 'drizzle/0001_invoices.sql']);
    const spans = history.entries.map(({ span }) => history.journal?.source.text.slice(span?.start, span?.end));
    expect(spans.map((text) => (JSON.parse(text ?? '') as { tag: string }).tag)).toEqual([
      '0000_orders',
      '0001_invoices',
    ]);
    expect(
      history.snapshots.map(({ belongsTo, id, parentIds, version }) => [belongsTo, id, parentIds, version]),
    ).toEqual([
      ['0000', 'a', [ROOT], '7'],
      ['0001', 'b', ['a'], '7'],
    ]);
  });

  test('keeps the order of the array, whatever idx and names say', async () => {
    using folder = writeFiles({
      ...shop,
      'drizzle/meta/_journal.json': journalOf(entry(1, '0001_invoices'), entry(0, '0000_orders')),
    });
    expect((await read(folder)).entries.map(({ tag }) => tag)).toEqual(['0001_invoices', '0000_orders']);
  });

  test('may be reached through a link', async () => {
    using folder = writeFiles(shop);
    symlinkSync('drizzle', join(folder.path, 'migrations'));
    const history = await readHistory(join(folder.path, 'migrations'), folder.path);
    expect(migrationsOf(history).map(({ source }) => source.path)).toEqual([
      'migrations/0000_orders.sql',
      'migrations/0001_invoices.sql',
    ]);
  });

  test.each([
    [1_714_900_000_000, 1_714_900_000_000],
    ['1714900000000', 1_714_900_000_000],
    ['2024-05-05', null],
    [1_714_900_000_000.5, null],
    [null, null],
    [{}, null],
    [1e300, null],
  ])('when %p counts as %p', async (written, when) => {
    using folder = writeFiles({ ...shop, 'drizzle/meta/_journal.json': journalOf(entry(0, '0000_orders', written)) });
    const [first] = (await read(folder)).entries;
    expect(first?.rawWhen).toEqual(written);
    expect(first?.migration?.when).toBe(when);
  });
});

describe('what is broken in the journal is a defect with its place', () => {
  const good = shop['drizzle/meta/_journal.json'];
  test.each([
    ['conflict markers', `<<<<<<< HEAD\n${good}`, 'it holds merge conflict markers', '<<<<<<< HEAD', 0],
    ['a cut', good.slice(0, -5), 'it ends where "," is expected', '', 0],
    ['a byte order mark, after which all is certain', `\uFEFF${good}`, 'it starts with a byte order mark', '\uFEFF', 2],
    ['no list of entries', '{"entries": {}}', 'its "entries" is not a list', '{}', 0],
    ['no entries', '{"version": "7"}', 'its "entries" is not a list', '{"version": "7"}', 0],
    ['a list at the top', '[]', 'its top level is not an object', '[]', 0],
    ['a word at the top', 'null', 'its top level is not an object', 'null', 0],
  ])('%s', async (_, text, message, place, entries) => {
    using folder = writeFiles({ ...shop, 'drizzle/meta/_journal.json': text });
    const history = await read(folder);
    const defect = history.journal?.defect;
    expect(defect?.message).toBe(message);
    expect(defect?.span ? text.slice(defect.span.start, defect.span.end) : null).toBe(place);
    expect(history.entries).toHaveLength(entries);
    expect(history.files).toHaveLength(2);
  });

  test('a journal that is gone while snapshots are there', async () => {
    using folder = writeFiles(shop);
    rmSync(join(folder.path, 'drizzle/meta/_journal.json'));
    expect((await read(folder)).journal?.defect).toEqual({ message: 'there is no such file', span: null });
  });

  test('a journal that is a folder', async () => {
    using folder = writeFiles({ 'drizzle/meta/_journal.json/orders.txt': '' });
    expect((await read(folder)).journal?.defect?.message).toBe('it is a folder');
  });

  test.each([
    ['an entry that is no object', 'orders', null],
    ['an entry without a tag', { idx: 0, when: 1 }, null],
    ['a tag that is a number', entry(0, 7 as unknown as string), null],
    ['a tag without a file', entry(0, '0000_customers'), '0000_customers'],
    ['a tag with a null byte', entry(0, 'a\0/b'), 'a\0/b'],
  ])('%s has nothing to run', async (_, written, tag) => {
    using folder = writeFiles({ ...shop, 'drizzle/meta/_journal.json': journalOf(written) });
    const [first] = (await read(folder)).entries;
    expect(first).toMatchObject({ tag, migration: null, position: 0 });
  });
});

describe('files that are not what they seem', () => {
  test('a folder named like an SQL file is unreadable', async () => {
    using folder = writeFiles(shop);
    rmSync(join(folder.path, 'drizzle/0001_invoices.sql'));
    mkdirSync(join(folder.path, 'drizzle/0001_invoices.sql'));
    const history = await read(folder);
    expect(history.unreadable).toEqual([{ path: 'drizzle/0001_invoices.sql', reason: 'it is a folder' }]);
    expect(history.entries[1]?.migration).toBeNull();
  });

  test('links out of the folder are followed, links to nowhere are absent', async () => {
    using folder = writeFiles({ ...shop, 'shared/invoices.sql': INVOICES });
    rmSync(join(folder.path, 'drizzle/0001_invoices.sql'));
    symlinkSync('../shared/invoices.sql', join(folder.path, 'drizzle/0001_invoices.sql'));
    symlinkSync('nowhere.sql', join(folder.path, 'drizzle/0002_nowhere.sql'));
    symlinkSync('0003_circle.sql', join(folder.path, 'drizzle/0003_circle.sql'));
    symlinkSync('/dev/zero', join(folder.path, 'drizzle/0004_endless.sql'));
    const history = await read(folder);
    expect(history.entries[1]?.migration?.source.text).toBe(INVOICES);
    expect(history.files).toHaveLength(2);
    expect(history.unreadable).toEqual([{ path: 'drizzle/0004_endless.sql', reason: 'it is not a regular file' }]);
  });

  test('a tag may name a file in another folder, as it may for Drizzle', async () => {
    using folder = writeFiles({
      ...shop,
      'drizzle/archive/0000_orders.sql': ORDERS,
      'drizzle/meta/_journal.json': journalOf(entry(0, 'archive/0000_orders')),
    });
    expect(migrationsOf(await read(folder)).map(({ source }) => source.path)).toEqual([
      'drizzle/archive/0000_orders.sql',
    ]);
  });

  test('bytes that are no UTF-8 are hashed as Drizzle hashes them', async () => {
    using folder = writeFiles(shop);
    writeFileSync(join(folder.path, 'drizzle/0001_invoices.sql'), Buffer.from([0x2d, 0x2d, 0xff, 0xfe, 0x0a]));
    const theirs = readMigrationFiles({ migrationsFolder: join(folder.path, 'drizzle') });
    expect(migrationsOf(await read(folder)).map(({ hash }) => hash)).toEqual(theirs.map(({ hash }) => hash));
  });
});

describe('snapshots', () => {
  test.each([
    ['conflict markers', '<<<<<<< HEAD\n{}', 'it holds merge conflict markers'],
    ['a cut', '{"id": "a",', 'it ends where a key in double quotes is expected'],
    ['a newer version', '{"id": "a", "prevId": "b", "version": "12"}', 'its "version" is none of 5 to 9'],
    ['no id', '{"prevId": "b", "version": "7"}', 'it has no "id"'],
    ['no parent', '{"id": "a", "version": "7"}', 'it has no "prevId"'],
    ['a list', '[]', 'its "version" is none of 5 to 9'],
  ])('%s', async (_, text, message) => {
    using folder = writeFiles({ ...shop, 'drizzle/meta/0001_snapshot.json': text });
    const last = (await read(folder)).snapshots.at(-1);
    expect(last).toMatchObject({ path: 'drizzle/meta/0001_snapshot.json', text, belongsTo: '0001' });
    expect(last?.defect?.message).toBe(message);
  });

  test('everything in meta counts that does not start with an underscore', async () => {
    using folder = writeFiles({ ...shop, 'drizzle/meta/.gitkeep': '', 'drizzle/meta/_backup.json': '' });
    expect((await read(folder)).snapshots.map(({ path, belongsTo }) => [path, belongsTo])[0]).toEqual([
      'drizzle/meta/.gitkeep',
      null,
    ]);
    expect((await read(folder)).snapshots).toHaveLength(3);
  });
});

describe('the folder layout', () => {
  const folders = {
    'drizzle/20240505090000_orders/migration.sql': ORDERS,
    'drizzle/20240505090000_orders/snapshot.json': JSON.stringify({
      id: 'a',
      prevIds: [ROOT],
      version: '8',
      dialect: 'postgres',
    }),
    'drizzle/20240506090000_invoices/migration.sql': INVOICES,
    'drizzle/20240506090000_invoices/snapshot.json': JSON.stringify({ id: 'b', prevIds: ['a', 'c'], version: '9' }),
  };

  test('has a migration per folder, its time from the name', async () => {
    using folder = writeFiles(folders);
    const history = await read(folder);
    expect(history).toMatchObject({ layout: 'folders', journal: null, foldersWithoutFile: [] });
    expect(history.entries.map(({ tag, rawWhen, index }) => [tag, rawWhen, index])).toEqual([
      ['20240505090000_orders', Date.UTC(2024, 4, 5, 9), null],
      ['20240506090000_invoices', Date.UTC(2024, 4, 6, 9), null],
    ]);
    expect(history.snapshots.map(({ belongsTo, parentIds, defect }) => [belongsTo, parentIds, defect])).toEqual([
      ['20240505090000_orders', [ROOT], null],
      ['20240506090000_invoices', ['a', 'c'], null],
    ]);
  });

  test('is ordered as localeCompare orders, not by bytes', async () => {
    using folder = writeFiles({
      'drizzle/b/migration.sql': '',
      'drizzle/B2/migration.sql': '',
      'drizzle/a/migration.sql': '',
    });
    const history = await read(folder);
    expect(history.entries.map(({ tag }) => tag)).toEqual(['a', 'b', 'B2']);
    expect(history.entries.map(({ migration }) => migration?.when)).toEqual([null, null, null]);
  });

  test('lists migration folders without their file, and leaves other folders alone', async () => {
    using folder = writeFiles({
      ...folders,
      'drizzle/20240507090000_customers/notes.txt': '',
      'drizzle/20240508090000_refunds/snapshot.json': '{}',
      'drizzle/20240509090000_returns/migration.sql/orders.txt': '',
      'drizzle/seeds/orders.csv': '',
      'drizzle/README.md': '',
    });
    const history = await read(folder);
    expect(history.foldersWithoutFile).toEqual(['drizzle/20240507090000_customers', 'drizzle/20240508090000_refunds']);
    expect(history.unreadable).toEqual([
      { path: 'drizzle/20240509090000_returns/migration.sql', reason: 'it is a folder' },
    ]);
    expect(history.entries.map(({ tag, migration }) => [tag, migration === null])).toEqual([
      ['20240505090000_orders', false],
      ['20240506090000_invoices', false],
      ['20240509090000_returns', true],
    ]);
  });
});

describe('what cannot be judged', () => {
  test.each([
    ['no folder', { 'README.md': '' }, 'migrations folder "drizzle" cannot be opened'],
    ['a file in its place', { drizzle: '' }, '"drizzle" is a file'],
    ['an empty folder', { 'drizzle/README.md': '' }, 'no migrations found in "drizzle"'],
    ['an empty journal', { 'drizzle/meta/_journal.json': journalOf() }, 'no migrations found in "drizzle"'],
    [
      'SQL without any layout',
      { 'drizzle/orders.sql': ORDERS },
      '"drizzle" has SQL files, but neither "meta/_journal.json" nor a folder with "migration.sql"',
    ],
    [
      'a MySQL journal',
      { ...shop, 'drizzle/meta/_journal.json': JSON.stringify({ dialect: 'mysql', entries: [] }) },
      '"drizzle" is a history of dialect "mysql"',
    ],
    [
      'an SQLite snapshot',
      {
        'drizzle/20240505090000_orders/migration.sql': '',
        'drizzle/20240505090000_orders/snapshot.json': '{"dialect": "sqlite"}',
      },
      '"drizzle" is a history of dialect "sqlite"',
    ],
  ])('%s', async (_, files, message) => {
    using folder = writeFiles(files);
    const error = await read(folder).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(CannotJudge);
    expect((error as CannotJudge).message).toBe(message);
    expect((error as CannotJudge).hint).toMatch(/^[A-Z].+\.$/);
  });
});

test('whatever the journal holds, the result is a history or CannotJudge', async () => {
  using folder = writeFiles(shop);
  const path = join(folder.path, 'drizzle/meta/_journal.json');
  const good = Buffer.from(shop['drizzle/meta/_journal.json']);
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.nat(good.length).map((length) => good.subarray(0, length)),
    fc
      .tuple(fc.nat(good.length - 1), fc.nat(255))
      .map(([at, byte]) => Buffer.concat([good.subarray(0, at), Buffer.from([byte]), good.subarray(at + 1)])),
    fc.jsonValue().map((entries) => Buffer.from(JSON.stringify({ entries: [entries] }))),
    fc.json().map((text) => Buffer.from(text)),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (journal) => {
      writeFileSync(path, journal);
      const result = await read(folder).catch((error: unknown) => error);
      if (result instanceof CannotJudge) return;
      expect(result).toMatchObject({ layout: 'journal', files: [{}, {}] });
    }),
    { numRuns: 500 },
  );
});
