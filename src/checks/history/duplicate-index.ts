import { defineCheck } from '../../model/check.js';
import type { Entry } from '../../model/history.js';
import { nameOfEntry, placeOfEntry } from './places.js';
import { sayRegenerate } from './regenerate.js';
import { weigh } from './weigh.js';

export default defineCheck({
  code: 'history/duplicate-index',
  severity: 'error',
  title: 'Two entries have one idx',
  why: 'Two branches added a migration of the same number: they share one snapshot file, so one of the two snapshots is lost and the next generated migration repeats or reverts its changes.',

  *find(facts) {
    const { history } = facts;
    const firsts = new Map<number, Entry>();
    for (const entry of history.entries) {
      if (entry.index === null) continue;
      const first = firsts.get(entry.index);
      if (first === undefined) {
        firsts.set(entry.index, entry);
        continue;
      }
      yield {
        message: `${nameOfEntry(entry)} has the idx ${entry.index} of ${nameOfEntry(first)}`,
        at: placeOfEntry(history, entry, 'idx'),
        severity: weigh(facts, entry.tag, 'warning'),
        hint: sayRegenerate(facts, entry),
      };
    }
  },
});
