import { defineCheck } from '../../model/check.js';
import type { Facts } from '../../model/facts.js';
import type { StoredRow } from '../../model/tracker.js';
import { unitOf } from '../history/when.js';
import { deployedIn, evidenceOfRows, placeOfTracker, rowsIn, sayIds, sayRows } from './rows.js';

export default defineCheck({
  code: 'tracker/wrong-unit',
  severity: 'error',
  title: 'A time in the tracker counts another unit',
  why: 'Drizzle 0.x compares it with milliseconds: microseconds hide every later migration, and seconds let those run again that are applied.',

  *find(facts) {
    // 1.0 goes by names, once the table has them.
    if (facts.history.layout === 'folders' && deployedIn(facts)?.match.line === '1.0') return;
    for (const unit of ['seconds', 'microseconds'] as const) {
      const rows = rowsIn(facts).filter((row) => countsIn(row, unit) && !isOfEntry(row, facts));
      if (rows.length === 0) continue;
      yield {
        message: `created_at counts ${unit} in ${sayRows(rows)} (${sayIds(rows)})`,
        at: placeOfTracker(facts),
        evidence: evidenceOfRows(rows),
        hint: 'Have the times of the entries written: drizzle-gatekeeper repair',
      };
    }
  },
});

function countsIn({ createdAt }: StoredRow, unit: ReturnType<typeof unitOf>): boolean {
  return createdAt !== null && /^\d+$/.test(createdAt) && unitOf(Number(createdAt)) === unit;
}

/** The journal itself has that number, of which `history/when-invalid` tells. */
function isOfEntry({ createdAt }: StoredRow, { history }: Facts): boolean {
  return history.entries.some(({ migration }) => migration?.when === Number(createdAt));
}
