import { defineCheck } from '../../model/check.js';
import type { Tracker, TrackerColumn } from '../../model/tracker.js';
import { deployedIn, nameOfTracker, placeOfTracker } from './rows.js';

export default defineCheck({
  code: 'tracker/wrong-type',
  severity: 'error',
  title: 'The tracker has other columns than Drizzle gives it',
  why: 'Drizzle creates the table only where it is missing, and trusts its columns: a time as text sorts by letters, a timestamp is no number and lets nothing run, and without a default the row after a migration cannot be written.',

  *find(facts) {
    const tracker = deployedIn(facts)?.reading.tracker ?? null;
    const faults = tracker === null ? [] : faultsOf(tracker);
    if (faults.length === 0) return;
    yield {
      message: `${nameOfTracker(facts)}: ${faults.join('; ')}`,
      at: placeOfTracker(facts),
      evidence: [{ kind: 'text', text: (tracker?.columns ?? []).map(showColumn).join('\n') }],
      hint: 'Have it rebuilt with the right types: drizzle-gatekeeper repair',
    };
  },
});

/** What 0.x and 1.0 read and write: `id`, `hash`, `created_at`. */
function faultsOf({ columns }: Tracker): string[] {
  const find = (name: string) => columns.find((column) => column.name === name);
  const [id, hash, time] = [find('id'), find('hash'), find('created_at')];
  const missing = ['id', 'hash', 'created_at'].filter((name) => find(name) === undefined);
  return [
    ...(missing.length > 0 ? [`no column ${missing.join(', ')}`] : []),
    ...(id !== undefined && id.default === null && !id.isNullable ? ['"id" has no default'] : []),
    ...(hash !== undefined && !/^(?:text|character varying)/.test(hash.type) ? [`"hash" is ${hash.type}`] : []),
    // pg-proxy creates it as numeric, which sorts and converts as bigint does.
    ...(time !== undefined && !['bigint', 'numeric'].includes(time.type)
      ? [`"created_at" is ${time.type}, not bigint`]
      : []),
  ];
}

function showColumn({ name, type, isNullable, default: value }: TrackerColumn): string {
  return [name, type, ...(isNullable ? [] : ['NOT NULL']), ...(value === null ? [] : [`DEFAULT ${value}`])].join(' ');
}
