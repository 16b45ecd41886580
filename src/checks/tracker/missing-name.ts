import { defineCheck } from '../../model/check.js';
import { hasNames } from '../../model/tracker-match.js';
import { deployedIn, evidenceOfRows, placeOfTracker, sayIds, sayRows } from './rows.js';

export default defineCheck({
  code: 'tracker/missing-name',
  severity: 'error',
  title: 'A row of the tracker has no name',
  why: 'Drizzle 1.0 knows applied migrations by name alone: it runs a migration whose row has none again.',

  *find(facts) {
    const tracker = deployedIn(facts)?.reading.tracker ?? null;
    if (tracker === null || !hasNames(tracker)) return;
    const rows = tracker.rows.filter(({ name }) => name === null);
    if (rows.length === 0) return;
    yield {
      message: `name is NULL in ${sayRows(rows)} (${sayIds(rows)})`,
      at: placeOfTracker(facts),
      // 0.x, run on a table of 1.0, writes none and reads none.
      ...(facts.history.layout === 'folders' ? {} : { severity: 'notice' as const }),
      evidence: evidenceOfRows(rows),
      hint: 'Have the names of the migrations written: drizzle-gatekeeper repair',
    };
  },
});
