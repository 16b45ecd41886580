/** Three lists of differences, one mistake: which list tells it. */
import { describe, expect, test } from '@jest/globals';
import { causesOf } from '../../../src/checks/drift/causes.js';
import { compareSides } from '../../../src/compare/compare-sides.js';
import type { Catalog, CatalogObject } from '../../../src/model/catalog.js';
import { gathered, skipped, type Gathered } from '../../../src/model/gathered.js';
import type { History, Snapshot } from '../../../src/model/history.js';
import type { ExistingView } from '../../../src/model/project.js';

const table = (name: string): CatalogObject => ({
  kind: 'table',
  schema: 'public',
  parent: null,
  name,
  attributes: {},
});
const column = (name: string, type: string, notNull = false): CatalogObject => ({
  kind: 'column',
  schema: 'public',
  parent: 'orders',
  name,
  attributes: { type, notNull },
});
const index = (name: string, ...keys: readonly string[]): CatalogObject => ({
  kind: 'index',
  schema: 'public',
  parent: 'orders',
  name,
  attributes: { keys, include: null, nullsNotDistinct: false, partitionOf: null },
});
const view = (name: string): CatalogObject => ({ kind: 'view', schema: 'public', parent: null, name, attributes: {} });

const side = (objects: readonly CatalogObject[] | null): Gathered<Catalog> =>
  objects === null ? skipped('not here') : gathered({ serverVersion: 150018, objects: [table('orders'), ...objects] });

interface Sides {
  readonly declared: readonly CatalogObject[] | null;
  readonly recorded: readonly CatalogObject[] | null;
  readonly replayed: readonly CatalogObject[] | null;
  /** Absent: drizzle-kit has something to write where declared and recorded differ. */
  readonly pending?: readonly string[];
  readonly snapshots?: readonly unknown[];
  readonly existingViews?: readonly ExistingView[];
}

/** Who tells what, in words. */
const tell = ({ declared, recorded, replayed, pending, snapshots = [], existingViews = [] }: Sides) => {
  const drift = compareSides({ declared: side(declared), recorded: side(recorded), replayed: side(replayed) });
  const statements = pending ?? (drift.declaredRecorded?.length === 0 ? [] : ['ALTER TABLE "orders"']);
  const schema = {
    ddl: [],
    pending: statements,
    possibleRenames: [],
    objectCount: 1,
    snapshot: null,
    sources: [],
    existingViews,
  };
  const causes = causesOf({
    drift,
    schema: {
      declared: declared === null ? skipped('not here') : gathered(schema),
      recorded: skipped('not here'),
      merged: skipped('not here'),
    },
    history: {
      snapshots: snapshots.map((state) => ({ text: JSON.stringify(state), state }) as Snapshot),
    } as unknown as History,
  });
  return {
    history: causes.history.map(({ change, object, attributes, isRecorded }) =>
      [change, object, ...(change === 'changed' ? attributes.map(({ attribute }) => attribute) : []), isRecorded].join(
        ' ',
      ),
    ),
    snapshot: causes.snapshot.map(({ change, object }) => `${change} ${object}`),
    pending: causes.pending,
  };
};

const NOTE = column('note', 'text');
const SILENCE: ReturnType<typeof tell> = { history: [], snapshot: [], pending: 'none' };

describe('one mistake, one cause', () => {
  test.each<readonly [string, Sides, ReturnType<typeof tell>]>([
    ['nothing differs', { declared: [NOTE], recorded: [NOTE], replayed: [NOTE] }, SILENCE],
    [
      'a column was declared and no migration generated',
      { declared: [NOTE], recorded: [], replayed: [] },
      { ...SILENCE, pending: 'missing' },
    ],
    [
      'a statement was lost from the SQL',
      { declared: [NOTE], recorded: [NOTE], replayed: [] },
      { ...SILENCE, history: ['missing column public.orders.note true'] },
    ],
    [
      'a statement was added to the SQL',
      { declared: [], recorded: [], replayed: [NOTE] },
      { ...SILENCE, history: ['extra column public.orders.note true'] },
    ],
    [
      'SQL was written by hand, the schema follows, the snapshot does not',
      { declared: [NOTE], recorded: [], replayed: [NOTE] },
      { ...SILENCE, snapshot: ['extra column public.orders.note'], pending: 'not recorded' },
    ],
    [
      'the type was changed in the schema without a migration, nullability in the SQL by hand',
      { declared: [column('note', 'varchar')], recorded: [NOTE], replayed: [column('note', 'text', true)] },
      { ...SILENCE, history: ['changed column public.orders.note notNull true'], pending: 'missing' },
    ],
    [
      'an index has one name in the schema, another in the SQL, and is not in the snapshot',
      { declared: [index('by_note', 'note')], recorded: [], replayed: [index('note_index', 'note')] },
      { ...SILENCE, history: ['changed index public.orders.by_note name true'], pending: 'missing' },
    ],
    [
      'drizzle-kit sees a change that makes no difference',
      { declared: [NOTE], recorded: [NOTE], replayed: [NOTE], pending: ['ALTER TABLE "orders" …'] },
      { ...SILENCE, pending: 'without effect' },
    ],
    [
      'declared and recorded differ, and drizzle-kit would write nothing',
      { declared: [NOTE], recorded: [], replayed: [], pending: [] },
      { ...SILENCE, history: ['missing column public.orders.note false'] },
    ],
  ])('%s', (_, sides, told) => {
    expect(tell(sides)).toEqual(told);
  });
});

describe('where a side is missing', () => {
  test.each<readonly [string, Sides, ReturnType<typeof tell>]>([
    [
      'no schema: the snapshot is all there is',
      { declared: null, recorded: [NOTE], replayed: [] },
      { ...SILENCE, snapshot: ['missing column public.orders.note'] },
    ],
    [
      'no replay: what drizzle-kit would write',
      { declared: [NOTE], recorded: [], replayed: null },
      { ...SILENCE, pending: 'missing' },
    ],
    [
      'no snapshot: schema against database, object by object',
      { declared: [NOTE], recorded: null, replayed: [], pending: ['CREATE TABLE "orders" ()'] },
      { ...SILENCE, history: ['missing column public.orders.note false'], pending: 'not recorded' },
    ],
    ['no schema, no snapshot: nothing to say', { declared: null, recorded: null, replayed: [] }, SILENCE],
  ])('%s', (_, sides, told) => {
    expect(tell(sides)).toEqual(told);
  });
});

test.each([
  ['0.x', { views: { 'public.paid_orders': { name: 'paid_orders', schema: 'public', isExisting: true } } }],
  ['1.0', { ddl: [{ entityType: 'views', name: 'paid_orders', schema: 'public', isExisting: true }] }],
])('a view that the schema calls existing may be made by hand (%s)', (_, state) => {
  const sides = { declared: [], recorded: [], replayed: [view('paid_orders')] };
  expect(tell({ ...sides, snapshots: [state] })).toEqual(SILENCE);
  const existing = { schema: 'public', name: 'paid_orders', isMaterialized: false };
  expect(tell({ ...sides, existingViews: [existing] })).toEqual(SILENCE);
  expect(tell(sides).history).toEqual(['extra view public.paid_orders true']);
});
