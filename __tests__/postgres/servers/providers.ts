/** The servers that the tests can have on this machine. */
import type { EphemeralServer } from '../../../src/model/server.js';
import { findBinaries } from '../../../src/postgres/servers/find-binaries.js';
import { startServer, type ServerOptions } from '../../../src/postgres/servers/start-server.js';

export const ANY: ServerOptions = { provider: 'auto', version: null, image: null, givenUrl: null, extensions: [] };

export const hasBinaries = findBinaries(null) !== null;
if (!hasBinaries) {
  console.warn('skipped: no PostgreSQL is installed here, so providers "local" and "given" are not tested');
}

/** A server that plays the one that already runs, its connection string, and a look at what is on it. */
export async function startHost(): Promise<{
  host: EphemeralServer;
  url: string;
  listContents: () => Promise<string[]>;
}> {
  const host = await startServer({ ...ANY, provider: 'local' });
  const database = await host.createDatabase();
  const sql = await database.connect();
  const [row] = await sql<{ directory: string }[]>`SELECT current_setting('unix_socket_directories') AS directory`;
  const listContents = async (): Promise<string[]> => {
    const names = await sql<{ name: string }[]>`
      SELECT 'database ' || datname AS name FROM pg_database WHERE datname <> current_database()
      UNION ALL SELECT 'role ' || rolname FROM pg_roles WHERE rolname !~ '^pg_' ORDER BY name`;
    return names.map(({ name }) => name);
  };
  return { host, url: `postgres://postgres:s3cret-w0rd@/postgres?host=${row?.directory}`, listContents };
}

export const PRISTINE = ['database postgres', 'database template0', 'database template1', 'role postgres'];
