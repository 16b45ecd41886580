import { defineCheck } from '../../model/check.js';
import { placeOfEntry } from './places.js';
import { restamp } from './restamp.js';
import { isMerged, weigh } from './weigh.js';
import { faultOfWhen, showWhen } from './when.js';
import { wouldSkip } from './would-skip.js';

export default defineCheck({
  code: 'history/when-not-increasing',
  severity: 'error',
  title: 'An entry is older than one before it',
  why: 'Drizzle 0.x runs only entries whose "when" is above the newest applied one: a database that has the earlier entry skips this one and reports success. A new database runs both, so no test on an empty one sees it.',

  *find(facts) {
    const { history } = facts;
    if (history.layout === 'folders') return;
    // Those are told with the mark of the base branch.
    const skipped = new Set(wouldSkip(facts).map(({ migration }) => migration.tag));
    /** For the next entry that lies below the mark. */
    let above = 0;
    let mark: { readonly tag: string; readonly when: number } | null = null;
    for (const entry of history.entries) {
      if (entry.migration === null || entry.migration.when === null) continue;
      const { tag, when } = entry.migration;
      if (mark !== null && when <= mark.when && faultOfWhen(entry) === null && !skipped.has(tag)) {
        yield {
          message: `"when" of "${tag}" is not above that of "${mark.tag}"`,
          at: placeOfEntry(history, entry, 'when'),
          severity: weigh(facts, tag, 'warning'),
          evidence: [{ kind: 'text', text: `${mark.tag}: ${showWhen(mark.when)}\n${tag}: ${showWhen(when)}` }],
          hint: isMerged(facts, tag)
            ? 'Leave the entry as it is, and see with "drizzle-gatekeeper status" which environments have skipped it.'
            : `If no database has applied it yet, set "when" of "${tag}" to ${above}.`,
          ...(isMerged(facts, tag) ? {} : restamp(facts, entry, above)),
        };
        above++;
      }
      if (mark === null || when > mark.when) mark = { tag, when };
      above = Math.max(above, mark.when + 1);
    }
  },
});
