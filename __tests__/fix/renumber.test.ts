/** How numbers, times and snapshots of new migrations follow those of the base branch. */
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { joinStates } from '../../src/fix/join-states.js';
import { renumber } from '../../src/fix/renumber.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { entry, journalOf, ORIGIN } from '../checks/history-files.js';
import { writeFiles } from '../project/write-files.js';

type Step = readonly [tag: string, id: string, prevId: string, tables: object, when?: number];

const read = async (...steps: readonly Step[]) => {
  const files = steps.flatMap(([tag, id, prevId, tables]) => [
    [`drizzle/${tag}.sql`, `-- ${tag}`] as const,
    [
      `drizzle/meta/${tag.split('_')[0]}_snapshot.json`,
      JSON.stringify({ id, prevId, version: '7', dialect: 'postgresql', tables }),
    ] as const,
  ]);
  const entries = steps.map(([tag, , , , when = 1_714_986_000_000], idx) => entry(idx, tag, { when: when + idx }));
  const journal = { 'drizzle/meta/_journal.json': journalOf(...entries) };
  using folder = writeFiles({ ...Object.fromEntries(files), ...journal });
  return await readHistory(join(folder.path, 'drizzle'), folder.path);
};

const orders = { orders: {} };
const first: Step = ['0000_orders', 'a', ORIGIN, orders];
const refunds: Step = ['0001_refunds', 'r', 'a', { ...orders, refunds: {} }, 1_714_999_000_000];

const plan = async (own: readonly Step[], tip: readonly Step[], newId = 'n') => {
  const [ours, theirs] = [await read(...own), await read(...tip)];
  const added = ours.entries.filter(({ tag }) => !theirs.entries.some((each) => each.tag === tag));
  const renumbering = renumber(ours, theirs, added, () => newId);
  if (typeof renumbering === 'string') return renumbering;
  const json = (path: string) => JSON.parse(renumbering.target.get(path) ?? 'null') as Record<string, unknown>;
  return { ...renumbering, json };
};

test('several entries keep their order, and each snapshot what it added', async () => {
  const own: readonly Step[] = [
    first,
    ['0001_invoices', 'b', 'a', { ...orders, invoices: {} }],
    ['0002_coupons', 'c', 'b', { ...orders, invoices: {}, coupons: {} }],
  ];
  const renumbering = await plan(own, [first, refunds]);
  if (typeof renumbering === 'string') throw new Error(renumbering);
  const { moves, target, json } = renumbering;
  expect(moves).toEqual([
    { from: '0001_invoices', to: '0002_invoices' },
    { from: '0002_coupons', to: '0003_coupons' },
  ]);
  expect(target.get('drizzle/0001_invoices.sql')).toBeNull();
  expect(target.get('drizzle/0002_coupons.sql')).toBeNull();
  expect(target.get('drizzle/0002_invoices.sql')).toBe('-- 0001_invoices');
  expect(json('drizzle/meta/0001_snapshot.json')).toMatchObject({ id: 'r' });
  expect(json('drizzle/meta/0002_snapshot.json')).toMatchObject({
    id: 'b',
    prevId: 'r',
    tables: { ...orders, refunds: {}, invoices: {} },
  });
  expect(json('drizzle/meta/0003_snapshot.json')).toMatchObject({
    id: 'c',
    prevId: 'b',
    tables: { ...orders, refunds: {}, invoices: {}, coupons: {} },
  });
  const { entries } = json('drizzle/meta/_journal.json') as { entries: { idx: number; when: number }[] };
  expect(entries.map(({ idx }) => idx)).toEqual([0, 1, 2, 3]);
  const whens = entries.map(({ when }) => when);
  expect(whens).toEqual([...new Set(whens)].toSorted((a, b) => a - b));
});

test('an id that the base branch has already is given anew', async () => {
  const renumbering = await plan([first, ['0001_invoices', 'r', 'a', { ...orders, invoices: {} }]], [first, refunds]);
  if (typeof renumbering === 'string') throw new Error(renumbering);
  expect(renumbering.json('drizzle/meta/0002_snapshot.json')).toMatchObject({ id: 'n', prevId: 'r' });
});

test('a tag that is named by time stays, and its snapshot gets its parent', async () => {
  const renumbering = await plan(
    [first, ['20240506_invoices', 'b', 'a', { ...orders, invoices: {} }]],
    [first, refunds],
  );
  if (typeof renumbering === 'string') throw new Error(renumbering);
  expect(renumbering.moves).toEqual([{ from: '20240506_invoices', to: '20240506_invoices' }]);
  expect(renumbering.target.get('drizzle/20240506_invoices.sql')).toBe('-- 20240506_invoices');
  expect(renumbering.json('drizzle/meta/20240506_snapshot.json')).toMatchObject({ id: 'b', prevId: 'r' });
});

const orderTable = (type: string) => ({ orders: { columns: { total: { type } } } });

test('a change of both branches to one thing is told', async () => {
  const base: Step = ['0000_orders', 'a', ORIGIN, orderTable('integer')];
  expect(
    await plan(
      [base, ['0001_total', 'b', 'a', orderTable('bigint')]],
      [base, ['0001_sum', 'c', 'a', orderTable('text')]],
    ),
  ).toBe('both branches changed tables orders columns total type in the schema');
});

const record = fc.dictionary(fc.constantFrom('orders', 'invoices', 'refunds'), fc.integer({ min: 0, max: 3 }));

test('what one side leaves as it was is the other side’s to say', () => {
  fc.assert(
    fc.property(record, record, (parent, changed) => {
      expect(joinStates(parent, changed, parent)).toEqual({ value: changed });
      expect(joinStates(parent, parent, changed)).toEqual({ value: changed });
      expect(joinStates(parent, changed, changed)).toEqual({ value: changed });
    }),
  );
});
