import { expect, test } from '@jest/globals';
import { forkOf, type Base } from '../../src/model/base.js';
import type { Entry, History } from '../../src/model/history.js';

function historyOf(tags: string, layout: History['layout'] = 'journal'): History {
  const entries = tags.split(' ').map((tag, position): Entry => {
    return { position, tag: tag === '' ? null : tag, index: position, rawWhen: null, migration: null, span: null };
  });
  return {
    layout,
    folder: 'drizzle',
    journal: null,
    entries,
    files: [],
    unreadable: [],
    foldersWithoutFile: [],
    snapshots: [],
  };
}

function baseOf(atMergeBase: History | null, atTip: History | null): Base {
  return { ref: 'origin/main', mergeBase: 'a'.repeat(40), atMergeBase, atTip };
}

test.each<[string, History, Base, ReturnType<typeof forkOf>]>([
  [
    'both added',
    historyOf('orders customers invoices'),
    baseOf(historyOf('orders customers'), historyOf('orders customers refunds')),
    { common: 'customers', base: ['refunds'], head: ['invoices'] },
  ],
  [
    'both started',
    historyOf('invoices'),
    baseOf(null, historyOf('refunds')),
    { common: null, base: ['refunds'], head: ['invoices'] },
  ],
  ['only the change added', historyOf('orders invoices'), baseOf(historyOf('orders'), historyOf('orders')), null],
  ['only the base branch added', historyOf('orders'), baseOf(historyOf('orders'), historyOf('orders refunds')), null],
  [
    'the change has taken over what the base branch added',
    historyOf('orders refunds invoices'),
    baseOf(historyOf('orders'), historyOf('orders refunds')),
    null,
  ],
  ['the base branch has no migrations', historyOf('orders'), baseOf(null, null), null],
  [
    'the layouts differ',
    historyOf('invoices', 'folders'),
    baseOf(historyOf('orders'), historyOf('orders refunds')),
    null,
  ],
])('%s', (_, head, base, fork) => {
  expect(forkOf(head, base)).toEqual(fork);
});
