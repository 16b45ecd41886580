import { defineCheck } from '../../model/check.js';
import { migrationsOf } from '../../model/history.js';
import { upgradeTracker } from '../../model/tracker-upgrade.js';
import { deployedIn, evidenceOfRows, placeOfTracker, rowsIn, sayIds, sayRows } from './rows.js';

export default defineCheck({
  code: 'tracker/upgrade-blocked',
  severity: 'error',
  title: 'Drizzle 1.0 cannot upgrade the tracker',
  why: 'Drizzle 1.0 names the rows of a 0.x tracker when it first meets it; one row that it knows no migration for is enough, and it throws and changes nothing.',

  *find(facts) {
    if (deployedIn(facts)?.match.next !== null) return;
    const { unmatched } = upgradeTracker(migrationsOf(facts.history), rowsIn(facts));
    yield {
      message: `${sayRows(unmatched)} of a 0.x tracker ${unmatched.length === 1 ? 'matches' : 'match'} no migration by second or hash (${sayIds(unmatched)})`,
      at: placeOfTracker(facts),
      evidence: evidenceOfRows(unmatched),
      hint: 'Bring the migrations back, or have the rows taken out: drizzle-gatekeeper repair',
    };
  },
});
