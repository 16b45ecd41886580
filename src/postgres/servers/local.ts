/** A server from installed binaries: its own cluster in a temporary folder, reachable through a private socket alone. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CannotJudge } from '../../model/cannot-judge.js';
import type { ServerFacts } from '../../model/facts.js';
import type { EphemeralServer } from '../../model/server.js';
import { chooseAccount } from './account.js';
import { Cluster } from './cluster.js';
import type { Binaries } from './find-binaries.js';
import { openKeep, pack, restore, store } from './kept-cluster.js';
import { isServerLoss } from './server-loss.js';
import { SETTINGS } from './settings.js';
import { supervise, type Home, type Supervised } from './supervise.js';
import { makeRunDirectory, removeRunDirectory } from './run-directory.js';

/** 1 MB of WAL instead of 16 is written at the start. */
const INITDB_OPTIONS = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--wal-segsize=1'];

const READY_WITHIN_MS = 30_000;
const POLL_MS = 10;

/** Whose binaries they are, and why they were taken. */
export type Origin = Pick<ServerFacts, 'provider' | 'reason'>;

/**
 * Makes a cluster and starts its server; `signal` ends what is being started. Throws CannotJudge with the server's own words
 * where that fails.
 */
export async function startLocal(
  binaries: Binaries,
  origin: Origin,
  signal: AbortSignal | null = null,
): Promise<EphemeralServer> {
  const account = chooseAccount();
  const home = { directory: makeRunDirectory(account, { forData: true }), account };
  try {
    const keepIt = await initialise(binaries, home, signal);
    signal?.throwIfAborted();
    const server = launch(binaries, home, { origin, signal });
    keepIt(); // The server is starting meanwhile.
    return await server;
  } catch (error) {
    removeRunDirectory(home.directory);
    throw error;
  }
}

/** Makes the data directory. To be called back when there is time to keep what initdb made. */
async function initialise(binaries: Binaries, home: Home, signal: AbortSignal | null): Promise<() => void> {
  const data = join(home.directory, 'data');
  const keep = openKeep(join(binaries.directory, 'postgres'), INITDB_OPTIONS);
  if (keep !== null && restore(keep, data, home.account)) return () => {};
  const command = [join(binaries.directory, 'initdb'), '-D', data, ...INITDB_OPTIONS];
  const initdb = supervise(command, home, 'keep');
  signal?.addEventListener('abort', initdb.quit, { once: true });
  const status = await initdb.ended;
  if (status !== 0) throw cannotStart(`initdb of PostgreSQL ${binaries.major} failed: ${initdb.log.summary()}`);
  const packed = keep && pack(data);
  return () => {
    if (keep !== null && packed !== null) store(keep, packed);
  };
}

async function launch(
  binaries: Binaries,
  home: Home,
  { origin, signal }: { readonly origin: Origin; readonly signal: AbortSignal | null },
): Promise<EphemeralServer> {
  const access = ['listen_addresses=', 'unix_socket_permissions=0700', `unix_socket_directories=${home.directory}`];
  const settings = [...access, ...SETTINGS].flatMap((setting) => ['-c', setting]);
  const command = [join(binaries.directory, 'postgres'), '-D', join(home.directory, 'data'), ...settings];
  const server = supervise(command, home, 'remove');
  signal?.addEventListener('abort', server.quit, { once: true });
  try {
    const cluster = await awaitReady(home.directory, server);
    if (cluster === null) throw cannotStart(`PostgreSQL ${binaries.major} did not start: ${server.log.summary()}`);
    return {
      facts: { ...origin, version: cluster.version },
      versionNumber: cluster.versionNumber,
      build: cluster.build,
      isConcurrent: true,
      createDatabase: () => cluster.createDatabase(),
      kill: () => server.quit(),
      [Symbol.asyncDispose]: async () => {
        const stopped = server.stop(); // Begun before all else: whoever disposes of it may work on meanwhile.
        await cluster.close();
        await stopped;
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Null: the server has stopped instead, or said nothing in time. */
async function awaitReady(directory: string, server: Supervised): Promise<Cluster | null> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (server.isRunning() && Date.now() < deadline) {
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

function cannotStart(message: string): CannotJudge {
  return new CannotJudge(message, { hint: 'Mend that, or use --postgres embedded.' });
}
