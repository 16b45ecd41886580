import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { judge } from '../../src/checks/judge.js';
import { newTagsOf } from '../../src/model/base.js';
import type { Finding } from '../../src/model/finding.js';
import { gathered } from '../../src/model/gathered.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { writeFiles } from '../project/write-files.js';
import { factsOf } from './facts-of.js';
import { checks, entry, journalOf, ORIGIN, snapshot } from './history-files.js';

type Files = Readonly<Record<string, string>>;

const orders = {
  'drizzle/0000_orders.sql': 'CREATE TABLE orders (id int); -- first\n',
  'drizzle/meta/0000_snapshot.json': snapshot('a', ORIGIN),
};
const invoices = {
  'drizzle/0001_invoices.sql': 'CREATE TABLE invoices (id int);\n',
  'drizzle/meta/0001_snapshot.json': snapshot('b', 'a'),
};
const refunds = {
  'drizzle/0001_refunds.sql': 'CREATE TABLE refunds (id int);\n',
  'drizzle/meta/0001_snapshot.json': snapshot('c', 'a'),
};
const start: Files = { ...orders, 'drizzle/meta/_journal.json': journalOf(entry(0, '0000_orders')) };
const main: Files = {
  ...orders,
  ...invoices,
  'drizzle/meta/_journal.json': journalOf(
    entry(0, '0000_orders'),
    entry(1, '0001_invoices', { when: 1_714_990_000_000 }),
  ),
};
const branch = (when: number) => ({
  ...orders,
  ...refunds,
  'drizzle/meta/_journal.json': journalOf(entry(0, '0000_orders'), entry(1, '0001_refunds', { when })),
});

const read = async (files: Files) => {
  using folder = writeFiles(files);
  return await readHistory(join(folder.path, 'drizzle'), folder.path);
};

const judgeBranch = async (head: Files, merged = start, tip = main) => {
  const [history, atMergeBase, atTip] = [await read(head), await read(merged), await read(tip)];
  const base = { ref: 'main', mergeBase: '0'.repeat(40), atMergeBase, atTip };
  return judge(await factsOf(history, { base: gathered(base), newTags: newTagsOf(history, base) }), checks);
};
const linesOf = (findings: readonly Finding[]) => findings.map(({ severity, message }) => `${severity}: ${message}`);

const TAKEN = 'warning: "0001_refunds" has the idx 1 that main gave to "0001_invoices"';

describe('a branch beside main', () => {
  test('is measured by the tip, which it has not seen yet', async () => {
    const [finding, ...others] = await judgeBranch(branch(1_714_989_000_000));
    expect(linesOf(others)).toEqual([TAKEN]);
    expect(finding?.message).toBe(
      '"0001_refunds" would be skipped: its "when" is not above that of "0001_invoices" on main',
    );
    expect(finding?.fix?.edits[0]?.text).toBe('"when": 1714990000001');
    expect(linesOf(await judgeBranch(branch(1_714_991_000_000)))).toEqual([TAKEN]);
  });

  test.each([
    ['in a comment', '-- the first', 'warning: comments or white space of "0000_orders" differ from those on main'],
    [
      'in a statement',
      'ALTER TABLE orders ADD note text;',
      'error: statements of "0000_orders" differ from those on main',
    ],
  ])('that edits a merged migration %s', async (_, text, expected) => {
    const edited = {
      ...branch(1_714_991_000_000),
      'drizzle/0000_orders.sql': `CREATE TABLE orders (id int); ${text}\n`,
    };
    expect(linesOf(await judgeBranch(edited, start, start))).toEqual([expected]);
  });

  test('is not to blame for what main itself edited, removed or stamped anew', async () => {
    const edited = {
      ...main,
      'drizzle/0000_orders.sql': '-- nothing\n',
      'drizzle/meta/_journal.json': journalOf(entry(0, '0000_orders', { when: 1_714_980_000_000 })),
    };
    expect(await judgeBranch(edited, { ...start }, edited)).toEqual([
      expect.objectContaining({ code: 'history/orphan-file', severity: 'error' }),
      expect.objectContaining({ code: 'history/orphan-snapshot', severity: 'error' }),
    ]);
    expect(await judgeBranch(start, main, start)).toEqual([]);
  });

  test('may have other line endings', async () => {
    const checkedOut = { ...start, 'drizzle/0000_orders.sql': orders['drizzle/0000_orders.sql'].replace('\n', '\r\n') };
    expect(await judgeBranch(checkedOut, start, start)).toEqual([]);
  });

  test('that removes two merged migrations is told once', async () => {
    const squashed = {
      'drizzle/0000_start.sql': '',
      'drizzle/meta/0000_snapshot.json': snapshot('s', ORIGIN),
      'drizzle/meta/_journal.json': journalOf(entry(0, '0000_start', { when: 1_714_999_000_000 })),
    };
    expect(linesOf(await judgeBranch(squashed, main, main))).toEqual([
      'error: "0000_orders" and 1 more migrations are on main and no longer here',
    ]);
  });
});
