/** A history of three entries against trackers in every state. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { matchTracker } from '../../src/model/tracker-match.js';
import type { StoredRow, Tracker } from '../../src/model/tracker.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { writeFiles } from '../project/write-files.js';

const TAGS = ['0000_orders', '0001_invoices', '0002_customers'];
const [ORDERS, INVOICES, CUSTOMERS] = [1000, 2000, 3000];

const journal: Readonly<Record<string, string>> = {
  'meta/_journal.json': JSON.stringify({
    version: '7',
    dialect: 'postgresql',
    entries: TAGS.map((tag, idx) => ({ idx, version: '7', when: (idx + 1) * 1000, tag, breakpoints: true })),
  }),
  ...Object.fromEntries(TAGS.map((tag) => [`${tag}.sql`, `-- ${tag}\nSELECT 1;\n`])),
};
const FOLDERS = ['20240506090000_orders', '20240507090000_invoices', '20240508090000_customers'];
const folders = Object.fromEntries(
  FOLDERS.map((tag, at) => [`${tag}/migration.sql`, journal[`${TAGS[at]}.sql`] ?? '']),
);

const hash = (tag: string, ending = '\n'): string =>
  createHash('sha256').update(`-- ${tag}${ending}SELECT 1;${ending}`).digest('hex');

type Row = Partial<Omit<StoredRow, 'createdAt'>> & { readonly createdAt?: number | string };

const column = (name: string, type: string) => ({ name, type, isNullable: true, default: null });

function trackerWith(rows: readonly Row[], { type = 'bigint', hasNames = false } = {}): Tracker {
  const stored = rows.map(({ createdAt, ...row }, at) => ({
    id: String(at + 1),
    hash: null,
    name: null,
    appliedAt: null,
    ...row,
    createdAt: createdAt === undefined ? null : String(createdAt),
  }));
  const values = stored.map(({ createdAt }) => createdAt).sort((a, b) => Number(a) - Number(b));
  return {
    schema: 'drizzle',
    table: '__drizzle_migrations',
    columns: [column('id', 'integer'), column('hash', 'text'), column('created_at', type)].concat(
      hasNames ? [column('name', 'text')] : [],
    ),
    rows: stored,
    newest: values.includes(null) ? null : (values.at(-1) ?? null),
  };
}

async function match(files: Readonly<Record<string, string>>, tracker: Tracker | null) {
  using folder = writeFiles(files);
  const found = matchTracker(await readHistory(folder.path, folder.path), tracker);
  return {
    line: found.line,
    mark: found.mark,
    states: found.entries.map(({ state }) => state),
    orphans: found.orphans.map(({ id }) => id),
    next: found.next?.map(({ tag }) => tag) ?? null,
  };
}

const row = (tag: string, createdAt: number): Row => ({ hash: hash(tag), createdAt });
const [orders, invoices, customers] = [
  row('0000_orders', ORDERS),
  row('0001_invoices', INVOICES),
  row('0002_customers', CUSTOMERS),
];

describe('0.x', () => {
  test.each([
    ['no table', null, ['pending', 'pending', 'pending'], [], TAGS],
    ['an empty table', [], ['pending', 'pending', 'pending'], [], TAGS],
    ['all applied', [orders, invoices, customers], ['applied', 'applied', 'applied'], [], []],
    ['one left', [orders, invoices], ['applied', 'applied', 'pending'], [], ['0002_customers']],
    ['a gap below the mark', [orders, customers], ['applied', 'skipped', 'applied'], [], []],
    ['an edit', [{ hash: 'before', createdAt: ORDERS }], ['edited', 'pending', 'pending'], [], TAGS.slice(1)],
    ['another time', [row('0000_orders', 1500)], ['restamped', 'pending', 'pending'], [], TAGS.slice(1)],
    [
      'Windows line endings',
      [{ hash: hash('0000_orders', '\r\n'), createdAt: ORDERS }],
      ['applied', 'pending', 'pending'],
      [],
      TAGS.slice(1),
    ],
    ['a row of nobody', [orders, { hash: 'x', createdAt: 9000 }], ['applied', 'skipped', 'skipped'], ['2'], []],
    ['a row twice', [orders, orders, invoices, customers], ['applied', 'applied', 'applied'], [], []],
    ['NULL as the newest', [orders, { hash: hash('0001_invoices') }], ['applied', 'restamped', 'pending'], [], TAGS],
  ] as const)('%s', async (_, rows, states, orphans, next) => {
    expect(await match(journal, rows && trackerWith(rows))).toMatchObject({ states, orphans, next });
  });

  test('a mark that is no number lets nothing run', async () => {
    const tracker = trackerWith([{ hash: hash('0000_orders'), createdAt: '2024-05-06 09:00' }], { type: 'timestamp' });
    const found = await match(journal, tracker);
    expect(found).toMatchObject({ mark: Number.NaN, states: ['restamped', 'skipped', 'skipped'], next: [] });
  });
});

const named = (tag: string, at: number): Row => ({ hash: hash(TAGS[at] ?? ''), name: tag, createdAt: 0 });

describe('1.0', () => {
  test('goes by names, whatever the times', async () => {
    const rows = [named(FOLDERS[0] ?? '', 0), named(FOLDERS[2] ?? '', 2)];
    const found = await match(folders, trackerWith(rows, { hasNames: true }));
    expect(found).toMatchObject({ line: '1.0', mark: null, states: ['applied', 'pending', 'applied'], orphans: [] });
    expect(found.next).toEqual([FOLDERS[1]]);
  });

  test('reads a table of 0.x by the second, and throws on a row that it does not know', async () => {
    const second = Date.UTC(2024, 4, 6, 9);
    const known = { hash: hash('0000_orders'), createdAt: second + 123 };
    expect(await match(folders, trackerWith([known]))).toMatchObject({
      line: '0.x',
      states: ['applied', 'pending', 'pending'],
      next: FOLDERS.slice(1),
    });
    const strange = { hash: 'x', createdAt: 5 };
    expect(await match(folders, trackerWith([known, strange]))).toMatchObject({ orphans: ['2'], next: null });
  });
});
