import { expect, test } from '@jest/globals';
import type { Entry, History, Snapshot } from '../../../src/model/history.js';
import { latestSnapshot, newestSnapshot, toSnapshotFile } from '../../../src/project/schema/snapshots.js';

function entry(tag: string, position: number): Entry {
  return { position, tag, index: position, rawWhen: position, migration: null, span: null };
}

function snapshot(path: string, belongsTo: string | null, fields: Partial<Snapshot> = {}): Snapshot {
  const identity = {
    version: '7',
    id: path,
    parentIds: [],
    dialect: 'postgresql',
    state: {},
    text: '{}',
    defect: null,
  };
  return { path, belongsTo, ...identity, ...fields };
}

function history(layout: History['layout'], tags: readonly string[], snapshots: readonly Snapshot[]): History {
  const empty = { journal: null, files: [], unreadable: [], foldersWithoutFile: [] };
  return { layout, folder: 'drizzle', entries: tags.map(entry), snapshots, ...empty };
}

const orders = snapshot('drizzle/meta/0000_snapshot.json', '0000');
const invoices = snapshot('drizzle/meta/0001_snapshot.json', '0001');
const conflict = { message: 'it is no JSON', span: null };

const journals: readonly [string, readonly string[], readonly Snapshot[], string | null, string | null][] = [
  ['the last entry', ['0000_orders', '0001_invoices'], [orders, invoices], invoices.path, invoices.path],
  ['an entry before a custom one', ['0000_orders', '0001_custom'], [orders], orders.path, orders.path],
  ['an entry, though an orphan is newer', ['0000_orders'], [orders, invoices], orders.path, invoices.path],
  [
    'the last entry, though broken',
    ['0000_orders', '0001_invoices'],
    [orders, { ...invoices, defect: conflict }],
    invoices.path,
    orders.path,
  ],
  ['nobody, named by prefix none', ['_orders'], [snapshot('drizzle/meta/_snapshot.json', null)], null, null],
];
test.each(journals)('a journal is recorded by the snapshot of %s', (_owner, tags, snapshots, recorded, compared) => {
  const journal = history('journal', tags, snapshots);
  expect(latestSnapshot(journal)?.snapshot.path ?? null).toBe(recorded);
  expect(newestSnapshot(journal)?.path ?? null).toBe(compared);
});

test('a snapshot of version 9 comes with all its ancestors', () => {
  const tags = ['20260101000000_orders', '20260102000000_invoices'];
  const snapshots = tags.map((tag) => snapshot(`drizzle/${tag}/snapshot.json`, tag, { version: '9' }));
  const folders = history('folders', tags, snapshots);
  const latest = latestSnapshot(folders);
  expect(latest?.tag).toBe('20260102000000_invoices');
  expect(latest && toSnapshotFile(latest.snapshot, folders, '/orders').ancestors).toEqual({
    '20260101000000_orders': '/orders/drizzle/20260101000000_orders/snapshot.json',
    '20260102000000_invoices': '/orders/drizzle/20260102000000_invoices/snapshot.json',
  });
});
