/** One release at a time: an advisory lock of the session, which PostgreSQL lets go whatever becomes of its holder. */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import type { TrackerPlace } from '../../model/project.js';

/** Who migrates the database now. Fields are null where the server does not show them to this role. */
export interface Holder {
  readonly pid: number;
  readonly application: string | null;
  readonly role: string | null;
  /** When that session began, as the server prints it. */
  readonly since: string | null;
}

export interface LockAttempt {
  readonly isTaken: boolean;
  /** Who had it when it was last found taken; null: nobody had. */
  readonly holder: Holder | null;
}

/** Of one tracker in one database: advisory locks are local to a database. */
export function lockKey({ schema, table }: TrackerPlace): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(['drizzle-gatekeeper', schema, table]))
    .digest();
  return String(digest.readBigInt64BE());
}

/** Tries until `waitMs` are over; `onWait` is told whom it waits for, each time that is somebody else. */
export async function takeLock(
  sql: postgres.Sql,
  place: TrackerPlace,
  waitMs: number,
  onWait: (holder: Holder) => void,
): Promise<LockAttempt> {
  const key = lockKey(place);
  const deadline = performance.now() + waitMs;
  let holder: Holder | null = null;
  for (;;) {
    const [row] = await sql<[{ taken: boolean }]>`select pg_try_advisory_lock(${key}::bigint) as taken`;
    if (row.taken) return { isTaken: true, holder };
    const now = await findHolder(sql, key);
    if (now !== null && now.pid !== holder?.pid) onWait(now);
    holder = now ?? holder;
    if (performance.now() >= deadline) return { isTaken: false, holder };
    await sleep(Math.min(POLL_MS, Math.max(0, deadline - performance.now())));
  }
}

/** Asked again and again rather than waited for, so that the holder can be named meanwhile. */
const POLL_MS = 200;

async function findHolder(sql: postgres.Sql, key: string): Promise<Holder | null> {
  const [holder] = await sql<Holder[]>`
    select l.pid, nullif(a.application_name, '') as application, a.usename::text as role, a.backend_start::text as since
    from pg_catalog.pg_locks l
    left join pg_catalog.pg_stat_activity a on a.pid = l.pid
    where ${isOurs(sql, key)} and l.granted
    limit 1`;
  return holder ?? null;
}

/**
 * Whether this very session has it. Not so where a pooler has given the session to somebody else, or where a migration
 * has let go of all locks.
 */
export async function holdsLock(sql: postgres.Sql, place: TrackerPlace): Promise<boolean> {
  const rows = await sql`
    select from pg_catalog.pg_locks l
    where ${isOurs(sql, lockKey(place))} and l.granted and l.pid = pg_catalog.pg_backend_pid()`;
  return rows.length > 0;
}

/** The key's halves are `classid` and `objid`; `objsubid` 1 marks a key of one number (pg_locks). */
function isOurs(sql: postgres.Sql, key: string): postgres.PendingQuery<postgres.Row[]> {
  return sql`
    l.locktype = 'advisory' and l.objsubid = 1 and (l.classid::bigint << 32 | l.objid::bigint) = ${key}::bigint
    and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())`;
}

/** As in `session 4711 ("drizzle-gatekeeper", role "owner", since 2026-05-06 09:00:00+00)`. */
export function sayHolder(holder: Holder | null): string {
  if (holder === null) return 'another session';
  const { pid, application, role, since } = holder;
  const parts = [
    ...(application === null ? [] : [`"${application}"`]),
    ...(role === null ? [] : [`role "${role}"`]),
    ...(since === null ? [] : [`since ${since}`]),
  ];
  return parts.length === 0 ? `session ${pid}` : `session ${pid} (${parts.join(', ')})`;
}
