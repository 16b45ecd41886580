/** The small form of `npm run pairs`, and proof that it can fail. */
import { expect, test } from '@jest/globals';
import { judgePair } from '../scripts/pairs/judge-pair.js';
import type { Pair } from '../scripts/pairs/read-pairs.js';
import { startAtHand } from './postgres/servers-at-hand.js';

const ORDERS = 'CREATE TABLE orders (id integer, total integer);';
const PAIRS: readonly (readonly [what: string, pair: Omit<Pair, 'name'>, faults: readonly string[]])[] = [
  ['equal', { a: ORDERS, b: ORDERS.replaceAll('integer', 'int4'), differing: [], migration: null }, []],
  ['different', { a: ORDERS, b: `${ORDERS} CREATE INDEX ON orders (id);`, differing: ['INDEX'], migration: null }, []],
  [
    'different, with the way from one to the other',
    {
      a: ORDERS,
      b: 'CREATE TABLE orders (id bigint NOT NULL);',
      differing: ['TABLE'],
      migration: 'ALTER TABLE orders DROP total; ALTER TABLE orders ALTER id TYPE bigint, ALTER id SET NOT NULL;',
    },
    [],
  ],
  [
    'said to be equal and not',
    { a: ORDERS, b: '', differing: [], migration: null },
    ['a to b: missing table public.orders ()', 'b to a: extra table public.orders ()'],
  ],
  [
    'said to differ in what is the same',
    { a: ORDERS, b: ORDERS, differing: ['TRIGGER'], migration: null },
    ['a to b: none of TRIGGER is told', 'b to a: none of TRIGGER is told'],
  ],
  [
    'different, with a migration that does not get there',
    { a: ORDERS, b: `${ORDERS} CREATE INDEX ON orders (id);`, differing: ['INDEX'], migration: 'SELECT 1;' },
    ['migrated: missing index public.orders.orders_id_idx'],
  ],
];

test('a pair is at fault where the comparison says anything else than was observed', async () => {
  await using server = await startAtHand('embedded');
  for (const [name, pair, faults] of PAIRS) {
    const judged = await judgePair(server, { name, ...pair });
    const objects = judged.faults.map((fault) => fault.replace(/ \(.*\)$/, ''));
    expect([name, ...objects]).toEqual([name, ...faults.map((fault) => fault.replace(/ \(.*\)$/, ''))]);
  }
}, 60_000);
