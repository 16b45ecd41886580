/** What is particular to a server from installed binaries. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findBinaries } from '../../../src/postgres/servers/find-binaries.js';
import { startLocal } from '../../../src/postgres/servers/local.js';
import { listPlaces } from '../../../src/postgres/servers/run-directory.js';
import { startServer } from '../../../src/postgres/servers/start-server.js';
import { ANY, hasBinaries } from './providers.js';

let directory: string;
const environment = { ...process.env };

beforeEach(() => {
  directory = mkdtempSync('/tmp/local-test-');
  chmodSync(directory, 0o755);
});
afterEach(() => {
  for (const name of ['TMPDIR', 'PGBIN', 'PATH']) process.env[name] = environment[name] ?? '';
  if (environment['TMPDIR'] === undefined) delete process.env['TMPDIR'];
  rmSync(directory, { recursive: true, force: true });
});

function writeProgram(name: string, script: string): void {
  writeFileSync(join(directory, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

test.each([
  [
    'initdb',
    'echo "FATAL:  could not write: No space left on device" >&2; exit 1',
    'exit 0',
    'initdb of PostgreSQL 16 failed',
  ],
  [
    'the server',
    'exit 0',
    'echo "FATAL:  could not write: No space left on device" >&2; exit 1',
    'PostgreSQL 16 did not start',
  ],
])('says in its own words why %s failed, and leaves nothing', async (_, initdb, server, message) => {
  writeProgram('initdb', initdb);
  writeProgram('postgres', server);
  await expect(startLocal({ directory, major: 16 }, { provider: 'local', reason: 'a test' })).rejects.toMatchObject({
    name: 'CannotJudge',
    message: `${message}: FATAL:  could not write: No space left on device`,
  });
  const folders = listPlaces().flatMap((place) => readdirSync(place));
  expect(folders.filter((name) => name.startsWith(`gatekeeper-${process.pid}-`))).toEqual([]);
});

test('takes the highest version, or the one asked for, from PGBIN and PATH', () => {
  writeProgram('initdb', 'exit 0');
  writeProgram('postgres', 'echo "postgres (PostgreSQL) 97.1 (a package)"');
  process.env['PGBIN'] = directory;
  expect(findBinaries(null)).toEqual({ directory, major: 97 });
  expect(findBinaries(97)).toEqual({ directory, major: 97 });
  expect(findBinaries(98)).toBeNull();
  process.env['PGBIN'] = '';
  expect(findBinaries(97)).toBeNull();
});

async function dataDirectory(): Promise<string> {
  await using server = await startServer({ ...ANY, provider: 'local' });
  await using database = await server.createDatabase();
  const [row] = await (await database.connect())<{ data: string }[]>`SELECT current_setting('data_directory') AS data`;
  return row?.data ?? '';
}

(hasBinaries ? describe : describe.skip)('with installed binaries', () => {
  test('is reachable through a private socket alone, and runs as nobody special', async () => {
    await using server = await startServer({ ...ANY, provider: 'local' });
    await using database = await server.createDatabase();
    const sql = await database.connect();
    const [row] = await sql<{ addresses: string; sockets: string; data: string }[]>`
      SELECT current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets,
        current_setting('data_directory') AS data`;
    expect(row?.addresses).toBe('');
    const { mode, uid } = statSync(row?.sockets ?? '');
    expect(mode & 0o777).toBe(0o700);
    expect(uid).not.toBe(0);
  });

  const roomInMemory = existsSync('/dev/shm') ? statfsSync('/dev/shm').bavail * statfsSync('/dev/shm').bsize : 0;
  if (roomInMemory < 2 ** 30) console.warn('skipped: no data directory in memory, for /dev/shm has no room of 1 GiB');
  (roomInMemory < 2 ** 30 ? test.skip : test)('keeps its data in memory, unless TMPDIR names a folder', async () => {
    delete process.env['TMPDIR'];
    expect(await dataDirectory()).toMatch(/^\/dev\/shm\/gatekeeper-/);
    process.env['TMPDIR'] = '/tmp';
    expect(await dataDirectory()).toMatch(/^\/tmp\/gatekeeper-/);
  });

  test('starts where a socket does not fit into the temporary folder', async () => {
    const long = join(directory, 'a-long-path/'.repeat(10));
    mkdirSync(long, { recursive: true });
    process.env['TMPDIR'] = long;
    for (const provider of ['local', 'embedded'] as const) {
      await using server = await startServer({ ...ANY, provider });
      await using database = await server.createDatabase();
      const sql = await database.connect();
      expect([...(await sql`SELECT 1 AS alive`)]).toEqual([{ alive: 1 }]);
    }
  });
});
