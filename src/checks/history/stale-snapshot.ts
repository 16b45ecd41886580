import { defineCheck } from '../../model/check.js';
import { topOf } from './places.js';
import { ownerOf, snapshotOf } from './snapshot-chain.js';
import { weigh } from './weigh.js';

export default defineCheck({
  code: 'history/stale-snapshot',
  severity: 'error',
  title: 'The last snapshot is not that of the last entry',
  why: 'drizzle-kit 0.x takes the snapshot whose file name sorts last as the state of the schema: it compares with an old one, and the next migration repeats what later ones did.',

  *find(facts) {
    const { history } = facts;
    const entry = history.entries.at(-1);
    const last = history.snapshots.at(-1);
    if (history.layout === 'folders' || entry === undefined || last === undefined) return;
    const expected = snapshotOf(history, entry);
    // No snapshot for the last entry, or none but an orphan after it, are findings of their own.
    if (expected === null || last === expected || ownerOf(history, last) === null) return;
    yield {
      message: `snapshot "${last.path}" sorts after "${expected.path}", which is that of the last entry`,
      at: topOf(last.path),
      severity: weigh(facts, entry.tag, 'error'),
      hint: 'Give the last migration a number that sorts last, in file, tag and snapshot, and keep one "migrations.prefix" in the drizzle config.',
    };
  },
});
