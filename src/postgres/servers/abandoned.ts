/** Databases on a given server whose run was killed before it could drop them. */
import { hostname } from 'node:os';
import type postgres from 'postgres';
import { dropDatabase } from './drop-database.js';
import { isAlive } from './is-alive.js';
import { dropRoles, listRoles } from './roles.js';

/** A run on another machine is taken for dead after this time without a session. */
const LONGEST_RUN_MS = 3_600_000;
const PREFIX = 'drizzle-gatekeeper ';

/** What a database's comment says of the run that made it. */
interface Mark {
  readonly pid: number;
  readonly host: string;
  readonly startedAt: string;
  /** Roles of the server before the run: the others may be its own. */
  readonly roles: readonly string[];
}

/** The comment for a database of this run. */
export function writeMark(roles: readonly string[]): string {
  const mark: Mark = { pid: process.pid, host: hostname(), startedAt: new Date().toISOString(), roles };
  return PREFIX + JSON.stringify(mark);
}

/**
 * Drops what dead runs left, with the roles that came up since and are used nowhere. A run that was killed between making a
 * database and marking it left one without a mark: it is nobody's where no session uses it or has just made it.
 */
export async function dropAbandoned(sql: postgres.Sql): Promise<void> {
  const databases = await sql<{ name: string; comment: string | null; idle: boolean; claimed: boolean }[]>`
    SELECT
      d.datname AS name,
      s.description AS comment,
      NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid) AS idle,
      NOT pg_has_role(d.datdba, 'USAGE')
        OR EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid OR strpos(a.query, d.datname) > 0) AS claimed
    FROM pg_database d
    LEFT JOIN pg_shdescription s ON s.objoid = d.oid AND s.classoid = 'pg_database'::regclass
    WHERE d.datname ~ '^gatekeeper_[0-9a-f]{12}$'`;
  for (const { name, comment, idle, claimed } of databases) {
    if (comment === null) {
      if (!claimed) await dropDatabase(sql, name);
      continue;
    }
    const mark = readMark(comment);
    if (mark === null || isRunning(mark, idle)) continue;
    await dropDatabase(sql, name);
    const roles = await listRoles(sql);
    await dropRoles(
      sql,
      [...roles].filter((role) => !mark.roles.includes(role)),
    );
  }
}

function readMark(comment: string): Mark | null {
  return comment.startsWith(PREFIX) ? (JSON.parse(comment.slice(PREFIX.length)) as Mark) : null;
}

/** A backend notices only at its next answer that its run is gone, so a session proves nothing on the same machine. */
function isRunning(mark: Mark, idle: boolean): boolean {
  if (mark.host === hostname()) return isAlive(mark.pid);
  return !idle || Date.now() - Date.parse(mark.startedAt) < LONGEST_RUN_MS;
}
