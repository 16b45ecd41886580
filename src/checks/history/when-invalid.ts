import { defineCheck } from '../../model/check.js';
import { nameOfEntry, placeOfEntry } from './places.js';
import { weigh } from './weigh.js';
import { faultOfWhen } from './when.js';

export default defineCheck({
  code: 'history/when-invalid',
  severity: 'error',
  title: 'The when of an entry is no time in milliseconds',
  why: 'Drizzle 0.x compares "when" with the newest applied one and stores it as bigint: what is no number of milliseconds is skipped in silence, or fails when it is stored, or hides all that follows.',

  *find(facts) {
    const { history } = facts;
    if (history.layout === 'folders') return;
    for (const entry of history.entries) {
      const fault = faultOfWhen(entry);
      if (fault === null) continue;
      // A string of digits is compared and stored as the number it spells.
      const works = typeof entry.rawWhen === 'string' && /^\d+$/.test(entry.rawWhen);
      yield {
        message: `"when" of ${nameOfEntry(entry)} ${fault}`,
        at: placeOfEntry(history, entry, 'when'),
        severity: works ? 'warning' : weigh(facts, entry.tag, 'error'),
        hint: 'Set "when" to the milliseconds since 1970 at which the migration was generated, above those of all entries before: node -p "Date.now()"',
      };
    }
  },
});
