import { defineCheck } from '../../model/check.js';
import { deployedIn, evidenceOfRows, placeOfTracker, rowsIn, sayIds, sayRows } from './rows.js';

export default defineCheck({
  code: 'tracker/null-created-at',
  severity: 'error',
  title: 'A row of the tracker has no time',
  why: 'NULL sorts before every number in descending order, and Drizzle 0.x reads it as 0: the next deploy runs the whole history again.',

  *find(facts) {
    const columns = deployedIn(facts)?.reading.tracker?.columns ?? [];
    if (!columns.some(({ name }) => name === 'created_at')) return;
    const rows = rowsIn(facts).filter(({ createdAt }) => createdAt === null);
    const isRead = facts.history.layout === 'journal';
    if (rows.length === 0) return;
    yield {
      message: `created_at is NULL in ${sayRows(rows)} (${sayIds(rows)})`,
      at: placeOfTracker(facts),
      // 1.0 goes by names.
      ...(isRead ? {} : { severity: 'warning' as const }),
      evidence: evidenceOfRows(rows),
      hint: 'Have the times of the entries written: drizzle-gatekeeper repair',
    };
  },
});
