/** What initdb made is taken again when it is whole and the same program made it, and only then. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { EphemeralServer } from '../../../src/model/server.js';
import { findBinaries } from '../../../src/postgres/servers/find-binaries.js';
import { openKeep, pack, restore, store } from '../../../src/postgres/servers/kept-cluster.js';
import { startLocal } from '../../../src/postgres/servers/local.js';

const installed = findBinaries(null);
if (installed === null) console.warn('skipped: no PostgreSQL is installed, so no cluster is kept');

let programs: string;
let cache: string;
const cacheBefore = process.env['XDG_CACHE_HOME'];

beforeEach(() => {
  programs = mkdtempSync('/tmp/kept-programs-');
  chmodSync(programs, 0o755);
  cache = mkdtempSync('/tmp/kept-cache-');
  process.env['XDG_CACHE_HOME'] = cache;
});
afterEach(() => {
  if (cacheBefore === undefined) delete process.env['XDG_CACHE_HOME'];
  else process.env['XDG_CACHE_HOME'] = cacheBefore;
  for (const directory of [programs, cache]) rmSync(directory, { recursive: true, force: true });
});

function writeProgram(name: string, script: string): void {
  writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

function listKept(): string[] {
  return readdirSync(join(cache, 'drizzle-gatekeeper/clusters'));
}

function start(): Promise<EphemeralServer> {
  return startLocal({ directory: programs, major: installed?.major ?? 0 }, { provider: 'local', reason: 'a test' });
}

async function expectToServe(server: EphemeralServer): Promise<void> {
  await using database = await server.createDatabase();
  const sql = await database.connect();
  expect([...(await sql`SELECT 1 AS alive`)]).toEqual([{ alive: 1 }]);
}

describe('a keep', () => {
  test('gives back what was stored, and nothing once a byte of it has changed', () => {
    writeProgram('postgres', 'exit 0');
    const keep = openKeep(join(programs, 'postgres'), ['--locale=C']);
    if (keep === null) throw new Error('no cache was opened');
    const [source, target] = [join(cache, 'source'), join(cache, 'target')];
    expect(restore(keep, target, null)).toBe(false);
    writeFileSync(source, '');
    expect(pack(source)).toBeNull(); // No directory.
    expect(listKept()).toEqual([]);

    store(keep, pack(programs) ?? Buffer.alloc(0));
    expect(restore(keep, target, null)).toBe(true);
    expect(readFileSync(join(target, 'postgres'), 'utf8')).toBe('#!/bin/sh\nexit 0\n');
    rmSync(target, { recursive: true });

    const bytes = readFileSync(keep.file);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 2) ^ 1, bytes.length - 2);
    writeFileSync(keep.file, bytes);
    expect(restore(keep, target, null)).toBe(false);
    expect(() => readdirSync(target)).toThrow('ENOENT');
  });

  test.each([
    ['other options', () => openKeep(join(programs, 'postgres'), ['--locale=de_DE'])],
    [
      'an updated program',
      () => {
        writeProgram('postgres', 'exit 0 # 16.2');
        return openKeep(join(programs, 'postgres'), ['--locale=C']);
      },
    ],
  ])('is another one for %s', (_, openOther) => {
    writeProgram('postgres', 'exit 0');
    const keep = openKeep(join(programs, 'postgres'), ['--locale=C']);
    expect(openOther()?.file).not.toBe(keep?.file);
  });

  test.each([
    ['is no directory', () => join(programs, 'postgres')],
    ['can be written by others', () => (chmodSync(join(cache, 'drizzle-gatekeeper/clusters'), 0o777), cache)],
    ['takes no directories', () => '/proc/nothing'],
  ])('is not there where the cache %s', (_, chooseCache) => {
    writeProgram('postgres', 'exit 0');
    expect(openKeep(join(programs, 'postgres'), [])).not.toBeNull();
    process.env['XDG_CACHE_HOME'] = chooseCache();
    expect(openKeep(join(programs, 'postgres'), [])).toBeNull();
  });
});

(installed === null ? describe.skip : describe)('a server', () => {
  beforeEach(() => {
    for (const name of ['initdb', 'postgres']) {
      writeProgram(name, `exec ${join(installed?.directory ?? '', name)} "$@"`);
    }
  });

  test('starts from what is kept without initdb, and with it where that is damaged', async () => {
    await using first = await start();
    await expectToServe(first);
    writeProgram('initdb', 'exit 1');
    await using second = await start();
    await expectToServe(second);
    writeFileSync(join(cache, 'drizzle-gatekeeper/clusters', listKept()[0] ?? ''), 'half a file');
    await expect(start()).rejects.toThrow('initdb of PostgreSQL');
  });

  test('starts beside others that find and store the same', async () => {
    const servers = await Promise.all([start(), start(), start()]);
    for (const server of servers) {
      await expectToServe(server);
      await server[Symbol.asyncDispose]();
    }
    expect(listKept()).toHaveLength(1);
  });

  test('starts where there is no cache', async () => {
    process.env['XDG_CACHE_HOME'] = '/proc/nothing';
    await using server = await start();
    await expectToServe(server);
  });
});
