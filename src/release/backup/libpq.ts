/** A connection string for PostgreSQL's own programs: what is secret goes through the environment, never into arguments. */
import { readConnectionString } from '../../postgres/servers/connection.js';

/** Parameters that libpq has in common with the driver, and that say where and how to connect. */
const COMMON = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'options', 'channel_binding', 'connect_timeout'];

export interface LibpqConnection {
  /** Without the password. */
  readonly uri: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** `url` has been connected to before. */
export function toLibpq(url: string): LibpqConnection {
  const { url: plain, socketDirectory, database } = readConnectionString(url);
  const parsed = new URL(plain);
  const password = decodeURIComponent(parsed.password) || (parsed.searchParams.get('password') ?? '');
  const target = new URL(`postgresql://host/${encodeURIComponent(database)}`);
  target.host = parsed.host;
  target.username = parsed.username;
  for (const name of COMMON) {
    const value = parsed.searchParams.get(name);
    if (value !== null) target.searchParams.set(name, value);
  }
  if (socketDirectory !== null) target.searchParams.set('host', socketDirectory);
  return { uri: target.href, environment: password === '' ? {} : { PGPASSWORD: password } };
}
