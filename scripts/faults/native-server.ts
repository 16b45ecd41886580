/** A PostgreSQL of the machine that can be stopped hard and started again, which the ephemeral servers of the product cannot. */
import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseAccount } from '../../src/postgres/servers/account.js';
import { findBinaries } from '../../src/postgres/servers/find-binaries.js';

export interface NativeServer extends AsyncDisposable {
  readonly port: number;
  readonly version: string;
  /** As a superuser. */
  readonly urlOf: (database: string, role?: string) => string;
  /** As after a loss of power: no checkpoint, no farewell to anybody. Comes back through recovery. */
  readonly crash: () => void;
  /** It takes no more writes, and waits for those of a primary. */
  readonly becomeStandby: () => void;
}

/** null: none is installed. */
export async function startNative(): Promise<NativeServer | null> {
  const binaries = findBinaries(null);
  if (binaries === null) return null;
  const account = chooseAccount();
  const home = mkdtempSync(join(tmpdir(), 'gatekeeper-faults-'));
  if (account !== null) chownSync(home, account.uid, account.gid);
  const data = join(home, 'data');
  const port = await findPort();
  const run = (program: string, ...flags: readonly string[]): string =>
    execFileSync(join(binaries.directory, program), flags, {
      encoding: 'utf8',
      cwd: home,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...account,
    });
  const settings = `-p ${port} -k ${home} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=60`;
  const start = () => run('pg_ctl', '-D', data, '-o', settings, '-l', join(home, 'log'), '-w', 'start');
  const stop = () => {
    run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
    rmSync(home, { recursive: true, force: true });
  };
  const leave = () => {
    stop();
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leave);
  run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync');
  start();
  return {
    port,
    version: run('postgres', '--version').trim(),
    urlOf: (database, role = 'postgres') => `postgres://${role}@127.0.0.1:${port}/${database}`,
    crash: () => {
      run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
      start();
    },
    becomeStandby: () => {
      run('pg_ctl', '-D', data, '-m', 'fast', '-w', 'stop');
      writeFileSync(join(data, 'standby.signal'), '');
      start();
    },
    [Symbol.asyncDispose]: async () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, leave);
      stop();
    },
  };
}

function findPort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
