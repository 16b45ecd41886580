import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { loadInTurn, type Preloading } from '../../../src/postgres/embedded/load-in-turn.js';
import { startServer } from '../../../src/postgres/servers/start-server.js';
import { ANY } from './providers.js';

test('a module is loaded when the one before it is, or is not', async () => {
  const begun: { name: string; onLoad: () => void; onError: (error: unknown) => void }[] = [];
  const told: unknown[] = [];
  const files: Preloading = {
    createPreloadedFile: (_parent, name, _bytes, _canRead, _canWrite, onLoad, onError) => {
      begun.push({ name, onLoad, onError });
    },
  };
  loadInTurn(files);
  for (const name of ['vector.so', 'pgcrypto.so', 'cube.so']) {
    const onLoad = (): void => void told.push(name);
    files.createPreloadedFile('/lib', name, new Uint8Array(), true, true, onLoad, (error) => told.push(error), false);
  }
  const namesBegun = async (): Promise<string[]> => (await nextTurn(), begun.map(({ name }) => name));
  expect(await namesBegun()).toEqual(['vector.so']);
  begun[0]?.onLoad();
  expect(await namesBegun()).toEqual(['vector.so', 'pgcrypto.so']);
  begun[1]?.onError('no wasm');
  expect(await namesBegun()).toEqual(['vector.so', 'pgcrypto.so', 'cube.so']);
  expect(told).toEqual(['vector.so', 'no wasm']);
});

test('pgcrypto has all its algorithms beside another extension', async () => {
  await using server = await startServer({ ...ANY, provider: 'embedded', extensions: ['vector', 'pgcrypto'] });
  // Loaded all at once, some instances had a pgcrypto that knew none.
  for (let instance = 0; instance < 4; instance++) {
    await using database = await server.createDatabase();
    const sql = await database.connect();
    await sql.unsafe('CREATE EXTENSION pgcrypto');
    const [row] = await sql`SELECT length(crypt('secret', gen_salt('bf'))) AS bf, length(digest('a', 'sha1')) AS sha1`;
    expect(row).toEqual({ bf: 60, sha1: 20 });
  }
});
