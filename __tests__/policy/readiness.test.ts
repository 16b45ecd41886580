/** What is foreseen of the upgrade to 1.0, held against the real `drizzle-kit up`. */
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readinessOf } from '../../src/policy/readiness.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { openWorkshop, type Workshop } from '../failure-modes/workshop.js';

const JOURNAL = 'drizzle/meta/_journal.json';
const snapshotAt = (number: string) => `drizzle/meta/${number}_snapshot.json`;
const SECOND = '"when": 1715076642421';

const setWhen = (when: string) => (workshop: Workshop) => workshop.replace(JOURNAL, SECOND, `"when": ${when}`);
const rewrite = (number: string, from: RegExp, to: string) => (workshop: Workshop) =>
  workshop.replace(snapshotAt(number), from, to);

describe('drizzle-kit up', () => {
  test.each<[what: string, spoil: (workshop: Workshop) => void, foreseen: string | null]>([
    ['a sound history', () => {}, null],
    ['no snapshot in the middle', (workshop) => workshop.remove(snapshotAt('0001')), '"0001_invoices" has no snapshot'],
    [
      'no snapshot at the end',
      (workshop) => workshop.remove(snapshotAt('0002')),
      '"0002_invoice_total" has no snapshot',
    ],
    ['no SQL file', (workshop) => workshop.remove('drizzle/0001_invoices.sql'), '"0001_invoices" has no SQL file'],
    [
      'no tag',
      (workshop) => workshop.replace(JOURNAL, '"tag": "0001_invoices",', ''),
      'entry 2 of the journal" has no tag',
    ],
    [
      'a tag twice',
      (workshop) => workshop.replace(JOURNAL, '0002_invoice_total', '0001_invoices'),
      'stands in the journal twice',
    ],
    ['an idx twice', (workshop) => workshop.replace(JOURNAL, '"idx": 2', '"idx": 1'), null],
    ['a "when" half a second later', setWhen('1714986000500'), '"0001_invoices" would sort before "0000_orders"'],
    ['a "when" a second later', setWhen('1714986001000'), null],
    ['a "when" that goes back', setWhen('1714980000000'), '"0001_invoices" would sort before "0000_orders"'],
    [
      'a snapshot without its parent',
      rewrite('0002', /"prevId": "\w/, '"prevId": "x'),
      'follows a snapshot that is not there',
    ],
    ['a snapshot cut short', rewrite('0001', /[^]*/, '{'), 'cannot be read'],
    ['a snapshot of version 6', rewrite('0001', /"version": "7"/, '"version": "6"'), null],
    [
      'a snapshot of 0.20 with an index',
      (workshop) => {
        rewrite('0001', /"version": "7"/, '"version": "5"')(workshop);
        rewrite(
          '0001',
          /"indexes": \{\}/,
          '"indexes": {"i": {"name": "i", "columns": ["customer"], "isUnique": false}}',
        )(workshop);
      },
      'has a snapshot of drizzle-kit 0.20 with an index',
    ],
  ])('on %s ends as foreseen', async (_, spoil, foreseen) => {
    using workshop = openWorkshop('history/index-gap/good', '');
    spoil(workshop);
    const { stops } = readinessOf(await readHistory(join(workshop.path, 'drizzle'), workshop.path));
    if (foreseen === null) expect(stops).toEqual([]);
    else expect(stops[0]?.message).toContain(foreseen);
    const { code, output } = await workshop.run('1.0', 'up');
    expect({ stopped: code !== 0, output }).toEqual({ stopped: foreseen !== null, output });
  });

  test('leaves behind what no entry names', async () => {
    using workshop = openWorkshop('history/orphan-file/bad', '');
    const { leftBehind } = readinessOf(await readHistory(join(workshop.path, 'drizzle'), workshop.path));
    await workshop.run('1.0', 'up');
    expect(leftBehind).toEqual(['drizzle/0003_order_note.sql']);
    expect(workshop.list()).toContain('0003_order_note.sql');
  });
});

test('what 0.x has skipped, 1.0 would run', async () => {
  const path = join('migrations-fixtures', 'history', 'when-not-increasing', 'bad');
  const { newlyRun } = readinessOf(await readHistory(join(path, 'drizzle'), path));
  expect(newlyRun.map(({ migration }) => migration)).toEqual(['0002_invoice_total']);
});

test('a history of 1.0 has nothing before it', async () => {
  const path = join('migrations-fixtures', 'history', 'inserted-before-merged', 'good');
  expect(readinessOf(await readHistory(join(path, 'drizzle'), path))).toEqual({
    stops: [],
    newlyRun: [],
    leftBehind: [],
  });
});
