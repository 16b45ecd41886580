/** The embedded server: PGlite in a child process, behind a socket of the run's own. */
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import type postgres from 'postgres';
import { assetPath } from '../../assets.js';
import { CannotJudge } from '../../model/cannot-judge.js';
import type { EphemeralDatabase, EphemeralServer } from '../../model/server.js';
import type { ChildOrder, ChildReady, ParentMessage } from '../embedded/child.js';
import { removeAtEnd } from './cleanup.js';
import { closeConnection, openConnection, type Endpoint } from './connection.js';
import { LogTail } from './log-tail.js';
import { makeRunDirectory, removeRunDirectory } from './run-directory.js';

const CHILD = 'postgres/embedded/child.js';
/** PostgreSQL's major version inside PGlite 0.5. */
export const EMBEDDED_MAJOR = 18;

/**
 * V8's baseline compiler alone: a run is too short for optimised code to pay. Measured: 240 ms and 210 MB to the first query
 * instead of 320 ms and 290 MB; with a history of 840 statements 1.5 s of processor time instead of 3.7 s.
 */
const NODE_OPTIONS = [
  '--liftoff-only',
  '--no-warnings',
  // In kB. Room for `max_stack_depth`, so that endless recursion ends in SQLSTATE 54001 and not in a crash of V8.
  ...(process.platform === 'win32' ? [] : ['--stack-size=4000']),
];

/** Names, told once they are known: until then the server unpacks itself. */
export type Extensions = readonly string[] | Promise<readonly string[]>;

/**
 * Starts one; `extensions` are loaded into each of its databases, to be created there by `CREATE EXTENSION`. `signal` ends
 * one that is being started.
 */
export async function startEmbedded(
  extensions: Extensions,
  { reason, signal }: { readonly reason: string; readonly signal?: AbortSignal | undefined },
): Promise<EphemeralServer> {
  const directory = process.platform === 'win32' ? null : makeRunDirectory(null);
  const { child, log } = forkChild({ assetRoot: assetRoot(), directory });
  signal?.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });
  // With a callback, a child that has just been killed is no uncaught EPIPE.
  void Promise.resolve(extensions).then((names) => child.send({ load: names } satisfies ParentMessage, () => {}));
  const removeNow = (): void => {
    child.kill('SIGKILL');
    if (directory !== null) removeRunDirectory(directory);
  };
  const forget = removeAtEnd({ removeNow });
  try {
    const { version, versionNumber, port } = await awaitReady(child, log);
    const endpoint = directory === null ? { port: port ?? 0, password: '' } : { directory };
    const databases = new EmbeddedDatabases(child, endpoint);
    return {
      facts: { provider: 'embedded', version, reason },
      versionNumber,
      build: `embedded ${version}`,
      isConcurrent: false,
      createDatabase: async () => databases.create(),
      kill: () => void child.kill('SIGKILL'),
      [Symbol.asyncDispose]: async () => {
        await databases.close();
        removeNow();
        forget();
      },
    };
  } catch (error) {
    removeNow();
    forget();
    throw error;
  }
}

function assetRoot(): string {
  return dirname(dirname(dirname(assetPath(CHILD))));
}

function forkChild(order: ChildOrder): { child: ChildProcess; log: LogTail } {
  const child = fork(assetPath(CHILD), [JSON.stringify(order)], {
    execArgv: NODE_OPTIONS,
    // Nothing of the environment: it may hold secrets, and options for Node.
    env: process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] } : {},
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Ctrl-C in a terminal reaches the whole process group; this one goes when its parent has finished.
    detached: true,
  });
  return { child, log: new LogTail(child.stderr) };
}

async function awaitReady(child: ChildProcess, log: LogTail): Promise<ChildReady> {
  return new Promise((resolve, reject) => {
    const fail = (): void =>
      reject(
        new CannotJudge(`the embedded server did not start: ${log.summary()}`, {
          hint: 'Use --postgres local where PostgreSQL is installed.',
        }),
      );
    child.once('message', resolve).once('exit', fail).once('error', fail);
  });
}

/** Names are enough: the child makes an instance for each that a connection asks for. */
class EmbeddedDatabases {
  readonly #child: ChildProcess;
  readonly #endpoint: Endpoint;
  readonly #connections = new Set<postgres.Sql>();

  constructor(child: ChildProcess, endpoint: Endpoint) {
    this.#child = child;
    this.#endpoint = endpoint;
  }

  create(): EphemeralDatabase {
    const name = `gatekeeper_${randomBytes(6).toString('hex')}`;
    const connections = new Set<postgres.Sql>();
    return {
      name,
      connect: async () => {
        const sql = openConnection(this.#endpoint, name);
        connections.add(sql);
        this.#connections.add(sql);
        return sql;
      },
      [Symbol.asyncDispose]: async () => {
        await Promise.all([...connections].map(closeConnection));
        if (this.#child.connected) this.#child.send({ drop: name } satisfies ParentMessage, () => {});
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#connections].map(closeConnection));
  }
}
