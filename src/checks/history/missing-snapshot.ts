import { defineCheck } from '../../model/check.js';
import { nameOfEntry, placeOfEntry } from './places.js';
import { snapshotOf } from './snapshot-chain.js';
import { weigh } from './weigh.js';

export default defineCheck({
  code: 'history/missing-snapshot',
  severity: 'error',
  title: 'An entry has no snapshot',
  why: 'drizzle-kit compares the schema with the latest snapshot: what this migration did is unknown to it, so the next generated migration does it again.',

  *find(facts) {
    const { history } = facts;
    for (const entry of history.entries) {
      if (snapshotOf(history, entry) !== null) continue;
      const last = entry.position === history.entries.length - 1;
      yield {
        message: `${nameOfEntry(entry)} has no snapshot`,
        at: placeOfEntry(history, entry),
        severity: weigh(facts, entry.tag, last ? 'error' : 'warning'),
        hint: last
          ? 'Commit the snapshot that was generated with it, or let "drizzle-gatekeeper snapshot" write it where the schema says what it should hold.'
          : 'Leave it if a later snapshot already holds what this migration does; what it lacks is reported as drift.',
      };
    }
  },
});
