/** PostgreSQL as it comes, without a setting of the gate's, on disk: what everybody has who does not use the gate. */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseAccount } from '../../src/postgres/servers/account.js';
import { findBinaries } from '../../src/postgres/servers/find-binaries.js';

export interface PlainServer extends Disposable {
  /** Absolute: of its socket, with room for files of whoever uses it. */
  readonly directory: string;
  /** Runs a program of the same PostgreSQL. */
  readonly run: (program: string, ...args: readonly string[]) => void;
}

/**
 * `initdb` and `pg_ctl start`; in the end `pg_ctl stop`, so that its processes are nobody's children and their processor time is
 * not counted. The data directory is left to whoever has made the cache folder: removing it takes as long again.
 */
export function startPlain(): PlainServer {
  const binaries = findBinaries(null)?.directory;
  if (binaries === undefined) {
    console.error('no PostgreSQL is installed');
    process.exit(2);
  }
  const account = chooseAccount();
  const parent = process.env['XDG_CACHE_HOME'] ?? tmpdir();
  if (account !== null) chmodSync(parent, 0o755);
  const directory = mkdtempSync(join(parent, 'plain-'));
  if (account !== null) chownSync(directory, account.uid, account.gid);
  const run: PlainServer['run'] = (program, ...args) => {
    execFileSync(join(binaries, program), args, { cwd: directory, stdio: 'ignore', ...account });
  };
  const data = join(directory, 'data');
  run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust');
  run('pg_ctl', '-D', data, '-w', '-l', join(directory, 'log'), '-o', `-k ${directory} -c listen_addresses=`, 'start');
  return { directory, run, [Symbol.dispose]: () => run('pg_ctl', '-D', data, '-m', 'fast', 'stop') };
}
