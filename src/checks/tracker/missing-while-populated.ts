import { defineCheck } from '../../model/check.js';
import { deployedIn, nameOfTracker, placeOfTracker, rowsIn } from './rows.js';
import { unrecordedTables } from './tables.js';

export default defineCheck({
  code: 'tracker/missing-while-populated',
  severity: 'error',
  title: 'The database has the tables, and the tracker knows nothing',
  why: "Drizzle's migrator takes the database for a new one and runs the history from its first entry, which fails at the first table that exists.",

  *find(facts) {
    const presence = unrecordedTables(facts);
    const deployed = deployedIn(facts);
    // Elsewhere is a tracker that may well be the right one: `other-tracker` tells.
    if (presence === null || deployed === null || deployed.reading.others.some(({ rows }) => rows !== 0)) return;
    const { built, present } = presence;
    const state =
      deployed.reading.tracker === null
        ? 'is missing'
        : rowsIn(facts).length === 0
          ? 'is empty'
          : 'has no row of this history';
    yield {
      message: `${nameOfTracker(facts)} ${state}, and the database has ${present.length} of the ${built.length} tables that the history builds`,
      at: placeOfTracker(facts),
      evidence: [{ kind: 'text', text: present.join('\n') }],
      hint: 'Find the newest entry whose effects the database has, and mark it and those before it as applied: drizzle-gatekeeper baseline --to <tag>',
    };
  },
});
