/** A connection to a database that people use: its schema may be wrong, its tracker may be damaged, and it must not be disturbed. */
import type postgres from 'postgres';
import { CannotJudge } from '../../model/cannot-judge.js';
import type { DeployedServer } from '../../model/deployed.js';
import { closeConnection, openSession, readConnectionString, type GivenEndpoint } from '../servers/connection.js';

/** Closed when it is disposed; what still runs on it is not waited for. */
export interface Deployed extends AsyncDisposable {
  /** One connection (`max: 1`), in no transaction; it ends with its session. */
  readonly sql: postgres.Sql;
  readonly server: DeployedServer;
}

/** `variable` names where `url` came from; the URL itself stands in no message. Throws CannotJudge. */
export async function openDeployed(url: string, variable: string): Promise<Deployed> {
  const endpoint = readEndpoint(url, variable);
  const sql = openSession(endpoint);
  try {
    const server = await readServer(sql);
    return { sql, server, [Symbol.asyncDispose]: () => closeConnection(sql) };
  } catch (cause) {
    await closeConnection(sql);
    throw new CannotJudge(`the database named by ${variable} cannot be reached: ${(cause as Error).message}`, {
      hint: `Check that this machine may connect to it, and the connection string in ${variable}.`,
      cause,
    });
  }
}

/** Node quotes a malformed URL in full, password included; hence no cause. */
function readEndpoint(url: string, variable: string): GivenEndpoint {
  try {
    return readConnectionString(url);
  } catch {
    throw new CannotJudge(`${variable} is not a connection string of PostgreSQL`, {
      hint: `Set ${variable} to a URL as in postgres://role:password@host:5432/database.`,
    });
  }
}

async function readServer(sql: postgres.Sql): Promise<DeployedServer> {
  const { host, port, path } = sql.options;
  const [server] = await sql<[Omit<DeployedServer, 'host' | 'port'>]>`
    select current_database() as database, current_user as role,
           substring(current_setting('server_version') from '^[^ ]+') as version,
           current_setting('server_version_num')::int4 as "versionNumber", pg_is_in_recovery() as "isStandby"`;
  return { host: host[0] ?? '', port: path ? null : (port[0] ?? null), ...server };
}

/**
 * One snapshot, in which nothing can be written; a statement that takes longer ends with 57014. Always rolled back.
 * `SET LOCAL`, because a pooler may refuse parameters at the start of a session, and hand the session to others.
 */
export async function readOnly<T>(sql: postgres.Sql, timeoutMs: number, read: () => Promise<T>): Promise<T> {
  await sql`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`.simple();
  try {
    await sql.unsafe(`SET LOCAL statement_timeout = ${Math.round(timeoutMs)}`);
    return await read();
  } finally {
    // Where the connection is gone, so is the transaction; the first error is the one that counts.
    await sql`ROLLBACK`.simple().catch(() => undefined);
  }
}
