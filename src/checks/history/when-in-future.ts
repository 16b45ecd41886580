import { defineCheck } from '../../model/check.js';
import { placeOfEntry } from './places.js';
import { weigh } from './weigh.js';
import { faultOfWhen, showWhen } from './when.js';

/** Clocks of developers and runners differ; what lies an hour ahead was written by hand. */
const TOLERANCE_MS = 60 * 60 * 1000;

export default defineCheck({
  code: 'history/when-in-future',
  severity: 'error',
  title: 'The when of an entry lies in the future',
  why: 'Once it is applied, Drizzle 0.x skips every migration generated before that time, and reports success.',

  *find(facts) {
    const { history, now } = facts;
    if (history.layout === 'folders') return;
    for (const entry of history.entries) {
      const when = entry.migration?.when ?? null;
      if (when === null || faultOfWhen(entry) !== null || when <= now + TOLERANCE_MS) continue;
      yield {
        message: `"when" of "${entry.tag}" lies in the future`,
        at: placeOfEntry(history, entry, 'when'),
        severity: weigh(facts, entry.tag, 'error'),
        evidence: [{ kind: 'text', text: `when: ${showWhen(when)}\nnow: ${showWhen(now)}` }],
        hint: `Set "when" to the time of generation, such as ${now}; databases that have applied it need the same change in created_at.`,
      };
    }
  },
});
