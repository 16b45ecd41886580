/** What is noted before anything is changed: the way back. */
import type postgres from 'postgres';
import type { ReleaseState } from '../../model/release.js';
import { markOf } from '../../model/tracker-match.js';
import type { Tracker } from '../../model/tracker.js';

/** Where to go back to: the mark, the rows, and for point-in-time recovery the place in the log and the time. */
export async function noteBefore(sql: postgres.Sql, tracker: Tracker | null): Promise<ReleaseState> {
  const [row] = await sql<[{ time: string; mayRead: boolean }]>`
    select pg_catalog.to_char(pg_catalog.clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as time,
           pg_catalog.has_function_privilege('pg_catalog.pg_current_wal_lsn()', 'execute') as "mayRead"`;
  return {
    mark: numberOrNull(markOf(tracker)),
    lsn: row.mayRead ? await readLsn(sql) : null,
    time: row.time,
    tracker: tracker?.rows ?? [],
  };
}

async function readLsn(sql: postgres.Sql): Promise<string | null> {
  const [row] = await sql<{ lsn: string }[]>`select pg_catalog.pg_current_wal_lsn()::text as lsn`;
  return row?.lsn ?? null;
}

/** A mark that is no number stands in no JSON; the rows say what it was made of. */
function numberOrNull(mark: number | null): number | null {
  return Number.isFinite(mark) ? mark : null;
}
