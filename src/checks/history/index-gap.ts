import { defineCheck } from '../../model/check.js';
import { nameOfEntry, placeOfEntry } from './places.js';

export default defineCheck({
  code: 'history/index-gap',
  severity: 'warning',
  title: 'The idx of an entry does not follow the one before',
  why: "Nothing breaks when migrations run, since the order of the list counts, but drizzle-kit numbers the next migration from the last idx and may write over an earlier one's snapshot.",

  *find({ history }) {
    if (history.layout === 'folders') return;
    const seen = new Set<number>();
    let next: number | null = null;
    for (const entry of history.entries) {
      const { index } = entry;
      if (index === null || (next !== null && index !== next && !seen.has(index))) {
        yield {
          message:
            index === null ? `${nameOfEntry(entry)} has no idx` : `${nameOfEntry(entry)} has idx ${index}, not ${next}`,
          at: placeOfEntry(history, entry, 'idx'),
          hint: `Set "idx" to ${next ?? entry.position}, and rename file, tag and snapshot to that number while the entry is not merged.`,
        };
      }
      if (index !== null) seen.add(index);
      next = (index ?? next ?? entry.position) + 1;
    }
  },
});
