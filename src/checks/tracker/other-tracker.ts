import { defineCheck } from '../../model/check.js';
import { isKept } from '../../model/kept-tracker.js';
import { deployedIn, nameOfTracker, rowsIn } from './rows.js';

export default defineCheck({
  code: 'tracker/other-tracker',
  severity: 'notice',
  title: 'Another table looks like a tracker',
  why: 'Where migrations are recorded is set in the config of drizzle-kit and again in every call of migrate(): where the two differ, each sees a database of its own, and runs everything again.',

  *find(facts) {
    const isOwnEmpty = rowsIn(facts).length === 0;
    for (const { schema, table, rows } of deployedIn(facts)?.reading.others ?? []) {
      // What `repair` leaves of the tracker that it replaces is known to be one.
      if (rows === 0 || isKept(facts.project.tracker, { schema, table })) continue;
      const size = rows === null ? 'rows that may not be read' : `${rows} ${rows === 1 ? 'row' : 'rows'}`;
      yield {
        message: `${schema}.${table} has the columns of a tracker and ${size}${isOwnEmpty ? `, and ${nameOfTracker(facts)} has none` : ''}`,
        at: { catalog: 'deployed', object: `table ${schema}.${table}` },
        ...(isOwnEmpty ? { severity: 'error' as const } : {}),
        hint: isOwnEmpty
          ? `If it is the one of this project, name it in the config: migrations: { schema: '${schema}', table: '${table}' }`
          : 'If another project keeps it, leave it; if it is a copy or a remnant, drop it.',
      };
    }
  },
});
