/** A server from installed binaries: its own cluster in a temporary folder, reachable through a private socket alone. */
import { spawn, type ChildProcess, type SpawnOptionsWithoutStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CannotJudge } from '../../model/cannot-judge.js';
import type { EphemeralServer } from '../../model/server.js';
import { chooseAccount, type Account } from './account.js';
import { removeAtEnd } from './cleanup.js';
import { Cluster } from './cluster.js';
import type { Binaries } from './find-binaries.js';
import { LogTail } from './log-tail.js';
import { isServerLoss } from './server-loss.js';
import { makeRunDirectory, removeRunDirectory } from './run-directory.js';

/** Nothing is lost that anybody would want back, and nobody else connects. */
const SETTINGS = [
  'listen_addresses=',
  'unix_socket_permissions=0700',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'wal_init_zero=off',
  'shared_buffers=32MB',
  'dynamic_shared_memory_type=mmap', // Containers may lack /dev/shm.
  'max_connections=20',
  'autovacuum=off',
  'jit=off',
  'logging_collector=off',
  'log_destination=stderr',
];

/** 1 MB of WAL instead of 16 is written at the start. */
const INITDB_OPTIONS = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--wal-segsize=1'];

/**
 * Starts the server (`$@`) and waits for it. When the other end of standard input is closed, the run is gone, by
 * whatever end: the server is told to quit at once. Its folder (`$0`) goes with it.
 */
const SUPERVISOR = `
  exec 3<&0
  "$@" 3<&- </dev/null & server=$!
  { read -r line <&3; kill -QUIT $server; } 2>/dev/null & watch=$!
  wait $server; status=$?
  kill $watch 2>/dev/null
  rm -rf "$0"
  exit $status`;

const READY_WITHIN_MS = 30_000;
const POLL_MS = 10;

/** Makes a cluster and starts its server. Throws CannotJudge with the server's own words where that fails. */
export async function startLocal(binaries: Binaries, reason: string): Promise<EphemeralServer> {
  const account = chooseAccount();
  const directory = makeRunDirectory(account);
  const forget = removeAtEnd({ removeNow: () => removeRunDirectory(directory) });
  try {
    const options = spawnOptions(directory, account);
    await initialise(binaries, directory, options);
    return await launch(binaries, directory, options, reason);
  } catch (error) {
    removeRunDirectory(directory);
    throw error;
  } finally {
    forget();
  }
}

function spawnOptions(directory: string, account: Account | null): SpawnOptionsWithoutStdio {
  const { PATH, LD_LIBRARY_PATH } = process.env;
  return {
    cwd: directory,
    env: { PATH, LD_LIBRARY_PATH },
    // Ctrl-C in a terminal reaches the whole process group; the server goes when the run has finished.
    detached: true,
    ...account,
  };
}

async function initialise(binaries: Binaries, directory: string, options: SpawnOptionsWithoutStdio): Promise<void> {
  const initdb = spawn(join(binaries.directory, 'initdb'), ['-D', join(directory, 'data'), ...INITDB_OPTIONS], options);
  const log = new LogTail(initdb.stderr);
  initdb.stdout.resume();
  const status = await exitOf(initdb);
  if (status !== 0) throw cannotStart(`initdb of PostgreSQL ${binaries.major} failed: ${log.summary()}`);
}

async function launch(
  binaries: Binaries,
  directory: string,
  options: SpawnOptionsWithoutStdio,
  reason: string,
): Promise<EphemeralServer> {
  const settings = [...SETTINGS, `unix_socket_directories=${directory}`].flatMap((setting) => ['-c', setting]);
  const command = [join(binaries.directory, 'postgres'), '-D', join(directory, 'data'), ...settings];
  const supervisor = spawn('/bin/sh', ['-c', SUPERVISOR, directory, ...command], options);
  const log = new LogTail(supervisor.stderr);
  supervisor.stdout.resume();
  const stopped = exitOf(supervisor);
  const quit = (): void => void supervisor.stdin.destroy();
  const stop = async (): Promise<void> => {
    quit();
    await stopped;
  };
  const forget = removeAtEnd({ removeNow: quit, remove: stop });
  try {
    const cluster = await awaitReady(directory, supervisor);
    if (cluster === null) throw cannotStart(`PostgreSQL ${binaries.major} did not start: ${log.summary()}`);
    return {
      facts: { provider: 'local', version: cluster.version, reason },
      versionNumber: cluster.versionNumber,
      createDatabase: () => cluster.createDatabase(),
      kill: quit,
      [Symbol.asyncDispose]: async () => {
        await cluster.close();
        await stop();
        forget();
      },
    };
  } catch (error) {
    await stop();
    forget();
    throw error;
  }
}

/** Null: the server has stopped instead, or said nothing in time. */
async function awaitReady(directory: string, supervisor: ChildProcess): Promise<Cluster | null> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (supervisor.exitCode === null && Date.now() < deadline) {
    try {
      if (existsSync(join(directory, '.s.PGSQL.5432'))) {
        return await Cluster.open({ endpoint: { directory }, maintenance: 'postgres', outlivesRun: false, mark: null });
      }
    } catch (error) {
      if (!isServerLoss(error)) throw error; // 57P03: it listens, and is starting up.
    }
    await sleep(POLL_MS);
  }
  return null;
}

/** Exit status, or the signal; never rejects. */
function exitOf(child: ChildProcess): Promise<number | string | null> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (status, signal) => resolve(status ?? signal));
  });
}

function cannotStart(message: string): CannotJudge {
  return new CannotJudge(message, { hint: 'Mend that, or use --postgres embedded.' });
}
