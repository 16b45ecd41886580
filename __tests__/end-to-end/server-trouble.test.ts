/** A server that cannot be had, hangs, dies or runs out of disk: exit code 2, one line, a next step, no password. */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { findBinaries } from '../../src/postgres/servers/find-binaries.js';
import { CLI, DIST, isBuilt, makeProject, ONE_ERROR, runIn } from './project.js';
import { readAll } from './start.js';

const describeBuilt = isBuilt ? describe : describe.skip;
const hasBinaries = findBinaries(null) !== null;
if (!hasBinaries) console.warn('skipped: no PostgreSQL is installed, so only the embedded server is troubled');
const PROVIDERS = hasBinaries ? ['embedded', 'local'] : ['embedded'];

const ALONE = 'check --migrations drizzle';
const SECOND = 'drizzle/0001_invoices.sql';
const then = (sql: string) => (text: string) => `${text};\n${sql}`;

describeBuilt('a server that cannot be had', () => {
  test.each<[args: string, message: string]>([
    ['--postgres local --postgres-version 9', 'no PostgreSQL 9 is installed'],
    ['--postgres embedded --postgres-version 13', 'the embedded server is PostgreSQL 18, not 13'],
  ])('%s', async (args, message) => {
    await using project = await makeProject();
    const ended = await runIn(project, `${ALONE} ${args}`);
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).toMatch(ONE_ERROR);
    expect(ended.stderr.split('\n')[0]).toBe(`error: ${message}`);
  });

  test.each<[url: string, reason: string]>([
    ['postgres://clerk:n3ver-say@127.0.0.1:9/orders', 'ECONNREFUSED'],
    ['postgres://clerk:n3ver-say@localhost:9/orders?sslmode=require', 'ECONNREFUSED'],
    ['postgres://clerk:n3ver-say@orders.invalid/orders', 'orders.invalid'],
    ['postgres://clerk@127.0.0.1:9/orders?password=n3ver-say', 'ECONNREFUSED'],
    ['postgres://clerk:n3ver-say@127.0.0.1:port/orders', 'it is not a connection string'],
    ['mysql://clerk:n3ver-say@127.0.0.1/orders', 'it is not a connection string'],
    ['n3ver-say', 'it is not a connection string'],
  ])('%s', async (url, reason) => {
    await using project = await makeProject();
    const ended = await runIn(project, ALONE, { GATEKEEPER_POSTGRES_URL: url });
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).toMatch(ONE_ERROR);
    expect(ended.stderr).toContain('the server named by GATEKEEPER_POSTGRES_URL cannot be used: ');
    expect(ended.stderr).toContain(reason);
    expect(ended.stderr).not.toContain('n3ver-say');
  });

  test.each(PROVIDERS)('%s without a folder for temporary files', async (provider) => {
    await using project = await makeProject();
    const ended = await runIn(project, `${ALONE} --postgres ${provider}`, { TMPDIR: join(project.path, 'nowhere') });
    // PostgreSQL under another account, as root starts it, always works below /tmp.
    if (provider === 'local' && process.getuid?.() === 0) expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    else expect([ended.exitCode, ended.stderr]).toEqual([2, expect.stringMatching(ONE_ERROR)]);
  });
});

describeBuilt.each(PROVIDERS)('a server that hangs on %s', (provider) => {
  test.concurrent.each(['SELECT pg_sleep(1000)', 'DO $$ BEGIN LOOP END LOOP; END $$', 'COMMIT; SELECT pg_sleep(1000)'])(
    '%s names its migration',
    async (sql) => {
      await using project = await makeProject({ [SECOND]: then(sql) });
      const ended = await runIn(project, `${ALONE} --postgres ${provider} --timeout 5`);
      expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
      expect(ended.stderr).toMatch(ONE_ERROR);
      expect(ended.stderr.split('\n')[0]).toBe('error: still replaying "0001_invoices" after 5 s');
    },
  );
});

/** The server's process: its run's folder, which carries the process id of the run, is among its arguments. */
function findServer(provider: string, run: number): number | null {
  const program = provider === 'embedded' ? 'postgres/embedded/child.js' : 'bin/postgres -D';
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  const line = processes.find(
    (each) => each.includes(`gatekeeper-${run}-`) && new RegExp(`^ *\\d+ \\S*${program}|node.*${program}`).test(each),
  );
  return line === undefined ? null : Number.parseInt(line, 10);
}

(process.platform === 'win32' ? describe.skip : describeBuilt).each(PROVIDERS)(
  'a server that dies on %s',
  (provider) => {
    test.concurrent('in the middle of a migration', async () => {
      await using project = await makeProject({ [SECOND]: then('SELECT pg_sleep(1000)') });
      const args = [CLI, ...ALONE.split(' '), '--postgres', provider, '--timeout', '50'];
      const run = spawn(process.execPath, args, {
        cwd: project.path,
        env: { PATH: process.env['PATH'], PGBIN: process.env['PGBIN'] },
      });
      const [ended, stderr] = [once(run, 'close'), readAll(run.stderr)];
      let server: number | null = null;
      while (server === null && run.exitCode === null) {
        await sleep(50);
        server = findServer(provider, run.pid ?? 0);
      }
      await sleep(5000); // Until the migration sleeps.
      process.kill(server ?? 0, 'SIGKILL');
      expect(await ended).toEqual([2, null]);
      expect(await stderr).toMatch(ONE_ERROR);
      expect(await stderr).toContain('error: the server was lost while replaying "0001_invoices"');
    });
  },
);

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
if (!isRoot) console.warn('skipped: no small disk can be mounted, which takes root on Linux, so none runs full');

(isRoot && hasBinaries ? describeBuilt : describe.skip)('a disk that runs full', () => {
  /** A mount namespace of its own, in which `/tmp` has that many megabytes, memory has less, and `/mnt` is the folder. */
  const MOUNT = [
    'mount --bind "$0" /mnt && mount --bind "$PGBIN/.." /mnt/postgres && mount -t tmpfs -o size="$1"m tmpfs /tmp',
    'export PGBIN=/mnt/postgres/bin',
    '{ ! [ -d /dev/shm ] || mount -t tmpfs -o size=16m tmpfs /dev/shm; }',
    'cd /mnt/project && shift && exec "$@"',
  ].join(' && ');
  const BIG = 'CREATE TABLE copies AS SELECT repeat(md5(n::text), 30) FROM generate_series(1, 300000) AS n';

  test.each([
    ['at the start', 20, /^error: initdb of PostgreSQL \d+ failed: .*No space left on device/],
    ['in a migration', 64, /^error: the server was lost while (?:.* and )?replaying "0001_invoices"/],
  ])('%s', async (_, megabytes, message) => {
    await using project = await makeProject({ [SECOND]: then(BIG) });
    const folder = await mkdtemp(join(tmpdir(), 'full-'));
    try {
      await cp(DIST, join(folder, 'dist'), { recursive: true });
      await cp(project.path, join(folder, 'project'), { recursive: true });
      const command = [process.execPath, '/mnt/dist/cli/index.js', ...ALONE.split(' '), '--postgres', 'local'];
      await mkdir(join(folder, 'postgres'));
      await chmod(folder, 0o755); // The server is not root's.
      const env = { ...process.env, PGBIN: findBinaries(null)?.directory };
      const args = ['-m', 'sh', '-c', MOUNT, folder, String(megabytes), ...command];
      const run = promisify(execFile)('unshare', args, { env });
      const ended = await run.catch((error: { code: number; stdout: string; stderr: string }) => error);
      expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
      expect(ended.stderr).toMatch(ONE_ERROR);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
