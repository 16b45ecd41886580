/** A database of an ephemeral server that plays the deployed one. */
import { startServer } from '../src/postgres/servers/start-server.js';
import { urlOf } from '../__tests__/postgres/url-of.js';

/** Connection string of a new database after `sql` has run on it; gone when it is disposed. */
export async function playDeployed(sql: string): Promise<AsyncDisposable & { readonly url: string }> {
  const server = await startServer({
    provider: 'embedded',
    version: null,
    image: null,
    givenUrl: null,
    extensions: [],
  });
  try {
    const database = await server.createDatabase();
    const connection = await database.connect();
    await connection.unsafe(sql);
    await connection.end(); // The embedded server serves one connection at a time.
    return { url: urlOf(connection), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  } catch (error) {
    await server[Symbol.asyncDispose]();
    throw error;
  }
}
