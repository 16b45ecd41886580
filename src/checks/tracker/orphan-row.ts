import { defineCheck } from '../../model/check.js';
import { deployedIn, evidenceOfRows, placeOfTracker, rowsIn, sayIds, sayRows } from './rows.js';

export default defineCheck({
  code: 'tracker/orphan-row',
  severity: 'warning',
  title: 'The tracker has rows of no migration of this history',
  why: 'Another project shares the table, a migration was removed, or somebody wrote the row: its time counts for Drizzle 0.x as any other and may hide migrations, and Drizzle 1.0 refuses to upgrade a tracker with such a row.',

  *find(facts) {
    const match = deployedIn(facts)?.match ?? null;
    // Where 1.0 stops at them, `upgrade-blocked` tells.
    if (match === null || match.orphans.length === 0 || match.next === null) return;
    const { orphans } = match;
    const own = rowsIn(facts).length - orphans.length;
    yield {
      message: `${sayRows(orphans)} ${orphans.length === 1 ? 'belongs' : 'belong'} to no migration (${sayIds(orphans)})`,
      at: placeOfTracker(facts),
      evidence: evidenceOfRows(orphans),
      hint:
        own === 0
          ? 'Look whether this is the database of another project; or give each project a table of its own (`migrations.table` in its config).'
          : 'Bring the migrations back, or have the rows taken out: drizzle-gatekeeper repair',
    };
  },
});
