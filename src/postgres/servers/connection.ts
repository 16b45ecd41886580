/** Connections to an ephemeral server. */
import postgres from 'postgres';

/** Where a server listens. */
export type Endpoint =
  /** Directory of a private Unix socket; no password. */
  | { readonly directory: string }
  /** Port on the loopback interface. */
  | { readonly port: number; readonly password: string }
  | { readonly url: string };

/** One connection to one database. Nothing is taken from the environment that would change what is connected to. */
export function openConnection(endpoint: Endpoint, database: string): postgres.Sql {
  const options = {
    database,
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 30,
    backoff: false,
    onnotice: () => undefined,
    connection: { application_name: 'drizzle-gatekeeper' },
  };
  if ('url' in endpoint) return postgres(endpoint.url, options);
  const address =
    'directory' in endpoint
      ? { path: `${endpoint.directory}/.s.PGSQL.5432`, password: '' }
      : { host: '127.0.0.1', port: endpoint.port, password: endpoint.password };
  return postgres({ ...options, ...address, user: 'postgres', ssl: false });
}

/** Closes a connection without waiting for what still runs on it. */
export async function closeConnection(sql: postgres.Sql): Promise<void> {
  await sql.end({ timeout: 0 });
}
