import { defineCheck } from '../../model/check.js';
import { deployedIn, evidenceOfRows, placeOfTracker } from './rows.js';

export default defineCheck({
  code: 'tracker/duplicate-row',
  severity: 'warning',
  title: 'A migration has several rows in the tracker',
  why: 'Drizzle writes one row for each run and no key forbids a second: the migration ran twice, or two deploys ran it at once.',

  *find(facts) {
    const repeated = (deployedIn(facts)?.match.entries ?? []).filter(({ rows }) => rows.length > 1);
    if (repeated.length === 0) return;
    const [first, ...others] = repeated.map(({ migration, rows }) => `"${migration.tag}" has ${rows.length} rows`);
    yield {
      message: `${first}${others.length === 0 ? '' : `, and ${others.length} more migrations have several`}`,
      at: placeOfTracker(facts),
      evidence: evidenceOfRows(repeated.flatMap(({ rows }) => rows)),
      hint: 'Find out whether it did its work twice, then keep one row for each: drizzle-gatekeeper repair',
    };
  },
});
