/** Connections to an ephemeral server. */
import { connect, Socket } from 'node:net';
import postgres from 'postgres';
import { isServerLoss } from './server-loss.js';

/** Where a server listens. */
export type Endpoint =
  /** Directory of a private Unix socket; no password. */
  | { readonly directory: string }
  /** Port on the loopback interface. */
  | { readonly port: number; readonly password: string }
  | GivenEndpoint;

/** A connection string, taken apart as far as postgres.js does not do it. */
export interface GivenEndpoint {
  readonly url: string;
  /** Of the path; `postgres` where it is empty. */
  readonly database: string;
  /** Directory of a Unix socket, which libpq takes from the parameter `host`; null: the URL has a host. */
  readonly socketDirectory: string | null;
}

/** Throws TypeError where it is no connection string. */
export function readConnectionString(text: string): GivenEndpoint {
  const url = new URL(text.replace(/^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)(?=[/?#]|$)/, '$1localhost'));
  if (!/^postgres(ql)?:$/.test(url.protocol)) throw new TypeError('not a connection string of PostgreSQL');
  const host = url.searchParams.get('host');
  url.searchParams.delete('host');
  return {
    url: url.href,
    database: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
    socketDirectory: host?.startsWith('/') ? host : null,
  };
}

/**
 * One connection to one database. Nothing is taken from the environment that would change what is connected to.
 * `extra` are further options of the driver.
 */
export function openConnection(
  endpoint: Endpoint,
  database: string,
  extra: postgres.Options<Record<string, never>> = {},
): postgres.Sql {
  expectLostAnswers();
  const options = {
    database,
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 30,
    backoff: false,
    // Migrations and DISCARD ALL take prepared statements away from under the driver.
    prepare: false,
    onnotice: () => undefined,
    connection: { application_name: 'drizzle-gatekeeper' },
    ...extra,
  };
  if ('url' in endpoint) {
    return postgres(endpoint.url, { ...options, ...(endpoint.socketDirectory && { host: endpoint.socketDirectory }) });
  }
  const address =
    'directory' in endpoint
      ? { path: `${endpoint.directory}/.s.PGSQL.5432` }
      : { host: '127.0.0.1', port: endpoint.port };
  const password = 'password' in endpoint ? endpoint.password : '';
  const socket = (): Socket => openSocket(address);
  // Absent from the driver's types, which know the options of its README alone.
  const own = { socket } as object;
  return postgres({ ...options, ...address, ...own, password, user: 'postgres', ssl: false });
}

/**
 * A connection that ends with its session. The driver reconnects by itself: what it still has to send when a session is
 * lost would run in a new one, outside of the transaction, and a COMMIT there would succeed.
 */
export function openSession(endpoint: GivenEndpoint): postgres.Sql {
  let isSpent = false;
  // The driver's types know nothing of this option.
  const socket = ({ host, port, path }: { host: string[]; port: number[]; path: string | false }): Socket => {
    if (isSpent) return brokenSocket();
    isSpent = true;
    const address = path ? { path } : { host: host[0] ?? 'localhost', port: port[0] ?? 5432 };
    // The driver takes the server's name for TLS from here.
    return Object.assign(openSocket(address), path ? {} : address);
  };
  return openConnection(endpoint, endpoint.database, { socket } as object);
}

/** A query gets its error from the socket; without one the driver would wait for ever. */
function brokenSocket(): Socket {
  const error = Object.assign(new Error('the session is over'), { code: 'CONNECTION_CLOSED' });
  const socket = new Socket();
  setImmediate(() => socket.destroy(error));
  return socket;
}

let areLostAnswersExpected = false;

/**
 * The driver asks each new connection for its array types, and nobody waits for that answer: a server that is lost meanwhile
 * would end the process by an unhandled rejection, though whoever waits for a query is told as well.
 */
function expectLostAnswers(): void {
  if (areLostAnswersExpected) return;
  areLostAnswersExpected = true;
  process.on('unhandledRejection', (reason) => {
    if (!isServerLoss(reason)) throw reason;
  });
}

/**
 * A socket that says that it has closed, never that it has closed because of an error. The driver settles what is unanswered
 * when a socket closes, but not after an error: that it has told those who waited then, and forgets a query that was sent
 * between the two events, such as the ROLLBACK of somebody who was told.
 */
function openSocket(address: { readonly path: string } | { readonly host: string; readonly port: number }): Socket {
  const socket = connect(address);
  const emit = socket.emit.bind(socket) as (event: string, ...details: unknown[]) => boolean;
  return Object.assign(socket, {
    emit: (event: string, ...details: unknown[]) => (event === 'close' ? emit(event, false) : emit(event, ...details)),
  });
}

/** Closes a connection without waiting for what still runs on it. */
export async function closeConnection(sql: postgres.Sql): Promise<void> {
  await sql.end({ timeout: 0 });
}
