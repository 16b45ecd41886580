/** Nothing of a run remains, however it ends: no process, no folder, no database, no role. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listPlaces } from '../../../src/postgres/servers/run-directory.js';
import { startServer } from '../../../src/postgres/servers/start-server.js';
import { ANY, hasBinaries, PRISTINE, startHost } from './providers.js';

const HERE = dirname(fileURLToPath(import.meta.url));
const BUILD = join(HERE, '../../..');
const ENDINGS = ['finish', 'throw', 'exit', 'SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const;

/** Runs the program until it ends by itself, or by the signal that it gets while a statement hangs. */
async function runProgram(provider: string, url: string, ending: string): Promise<{ pid: number; end: unknown }> {
  const program = spawn(process.execPath, [join(HERE, 'hold-server.js'), join(BUILD, 'src'), provider, url, ending], {
    env: process.env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(program, 'exit');
  await once(program.stdout, 'data');
  if (ending.startsWith('SIG')) {
    await sleep(200);
    program.kill(ending as NodeJS.Signals);
  }
  const [status, signal] = (await ended) as [number | null, string | null];
  return { pid: program.pid ?? 0, end: signal ?? status };
}

/** Every process and folder of a run carries its process id: `gatekeeper-<pid>-…`. */
function listTraces(pid: number): string[] {
  const name = `gatekeeper-${pid}-`;
  const processes = execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' }).split('\n');
  return [...processes, ...listPlaces().flatMap((place) => readdirSync(place))].filter((trace) => trace.includes(name));
}

/** What a killed parent leaves goes within a second. */
async function settle(list: () => Promise<unknown[]>, expected: number): Promise<unknown[]> {
  let left = await list();
  for (let tries = 0; left.length > expected && tries < 60; tries++) {
    await sleep(50);
    left = await list();
  }
  return left;
}

const END: Readonly<Record<string, unknown>> = { finish: 0, throw: 1, exit: 3 };

describe.each(hasBinaries ? ['embedded', 'local'] : ['embedded'])('after a run on %s', (provider) => {
  test.each(ENDINGS)('that ends by %s, no process and no folder remains', async (ending) => {
    const { pid, end } = await runProgram(provider, '', ending);
    expect(end).toBe(END[ending] ?? ending);
    expect(await settle(async () => listTraces(pid), 0)).toEqual([]);
  });
});

(hasBinaries ? describe : describe.skip)('after a run on a given server', () => {
  let given: Awaited<ReturnType<typeof startHost>>;
  beforeAll(async () => {
    given = await startHost();
  });
  afterAll(async () => given?.host[Symbol.asyncDispose]());

  test.each(['finish', 'throw', 'SIGINT', 'SIGTERM'])(
    'that ends by %s, no database and no role remains',
    async (ending) => {
      const { end } = await runProgram('given', given.url, ending);
      expect(end).toBe(END[ending] ?? ending);
      expect(await given.listContents()).toEqual(PRISTINE);
    },
  );

  test('that ends before its database is marked, the next run drops it, and none of somebody else', async () => {
    const owned = await given.host.createDatabase();
    const sql = await owned.connect();
    await sql.unsafe('CREATE DATABASE gatekeeper_0123456789ab');
    await sql.unsafe('CREATE DATABASE gatekeeper_orders');
    {
      await using next = await startServer({ ...ANY, givenUrl: given.url });
      expect(next.facts.provider).toBe('given');
    }
    const names = await sql`SELECT datname AS name FROM pg_database WHERE datname LIKE 'gatekeeper%'`;
    await sql.unsafe('DROP DATABASE gatekeeper_orders');
    const own = [owned.name, 'gatekeeper_orders'];
    expect(names.map(({ name }) => name as string)).toEqual(expect.arrayContaining(own));
    expect(names.map(({ name }) => name as string)).not.toContain('gatekeeper_0123456789ab');
    await owned[Symbol.asyncDispose]();
  });

  test.each(['exit', 'SIGKILL'])('that ends by %s, the next run drops what it left', async (ending) => {
    await runProgram('given', given.url, ending);
    expect(await given.listContents()).toContain('role clerk');
    await using next = await startServer({ ...ANY, givenUrl: given.url });
    expect(next.facts.provider).toBe('given');
    expect(await given.listContents()).toEqual(PRISTINE);
  });
});
