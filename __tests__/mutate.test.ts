/** The small form of `npm run mutate`: every single change to a project of our own is told as exactly one difference. */
import { expect, test } from '@jest/globals';
import { mutateHistory } from '../scripts/mutate/mutate-history.js';
import type { Mutation } from '../scripts/mutate/mutate-database.js';
import { startAtHand } from './postgres/servers-at-hand.js';

const faultsIn = (mutations: readonly Mutation[]) =>
  mutations.flatMap(({ kind, change, faults }) => faults.map((fault) => [kind, change?.object, fault]));
const countMade = (mutations: readonly Mutation[]) => mutations.filter(({ change }) => change !== null).length;

test('every change to the database or to the snapshot is one difference, and none is silence', async () => {
  await using server = await startAtHand('embedded');
  const { differences, database, snapshot } = await mutateHistory(
    'drizzle',
    'migrations-fixtures/example/green',
    server,
  );
  expect(differences).toEqual([]);
  expect(faultsIn(database)).toEqual([]);
  expect(faultsIn(snapshot)).toEqual([]);
  expect(countMade(database)).toBeGreaterThanOrEqual(60);
  expect(countMade(snapshot)).toBeGreaterThanOrEqual(20);
}, 120_000);
