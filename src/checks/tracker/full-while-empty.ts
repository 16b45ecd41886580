import { defineCheck } from '../../model/check.js';
import { nameOfTracker, placeOfTracker, rowsIn } from './rows.js';
import { absentTables } from './tables.js';

export default defineCheck({
  code: 'tracker/full-while-empty',
  severity: 'error',
  title: 'The tracker says applied, and no table is there',
  why: "Drizzle's migrator believes the tracker and runs nothing; the application finds a database without its tables.",

  *find(facts) {
    const absent = absentTables(facts);
    if (absent === null) return;
    const { built } = absent;
    yield {
      message: `${nameOfTracker(facts)} has ${rowsIn(facts).length} rows, and the database has none of the ${built.length} tables that they stand for`,
      at: placeOfTracker(facts),
      evidence: [{ kind: 'text', text: built.join('\n') }],
      hint: `If the database was emptied on purpose, empty the tracker as well: DROP TABLE ${nameOfTracker(facts)}`,
    };
  },
});
