/** Starts the ephemeral Postgres of a run: the provider that was asked for, or the first that serves. */
import { CannotJudge } from '../../model/cannot-judge.js';
import type { EphemeralServer } from '../../model/server.js';
import { EMBEDDED_MAJOR, startEmbedded } from './embedded.js';
import { findBinaries } from './find-binaries.js';
import { startGiven } from './given.js';
import { startLocal } from './local.js';

export interface ServerOptions {
  readonly provider: 'auto' | 'embedded' | 'local' | 'docker';
  /** Wanted major version; null: any. */
  readonly version: number | null;
  /** Wanted container image; null: none asked for. */
  readonly image: string | null;
  /** A server that already runs (`GATEKEEPER_POSTGRES_URL`); null: none. */
  readonly givenUrl: string | null;
  /** Extensions that the SQL names, for the embedded server to load. */
  readonly extensions: readonly string[];
  /** Ends the server at once when it is aborted. */
  readonly signal?: AbortSignal;
}

/** Throws CannotJudge where no server can be had, with what was tried and why it did not serve. */
export async function startServer(options: ServerOptions): Promise<EphemeralServer> {
  const { signal } = options;
  signal?.throwIfAborted();
  const server = await PROVIDERS[options.provider](options);
  if (signal?.aborted) await server[Symbol.asyncDispose](); // While it started.
  signal?.throwIfAborted();
  signal?.addEventListener('abort', () => server.kill(), { once: true });
  return server;
}

const PROVIDERS: Record<ServerOptions['provider'], (options: ServerOptions) => Promise<EphemeralServer>> = {
  auto: startFirst,
  embedded: (options) => startEmbeddedOf(options, 'asked for'),
  local: (options) => startInstalled(options, 'asked for'),
  docker: async () => {
    throw new CannotJudge('the provider "docker" is not available yet', { hint: 'Use --postgres local or embedded.' });
  },
};

/** A given server; the container where an image is named; installed binaries; the embedded server. */
async function startFirst(options: ServerOptions): Promise<EphemeralServer> {
  if (options.givenUrl !== null) return startGiven(options.givenUrl, options.version);
  if (options.image !== null) return PROVIDERS.docker(options);
  try {
    return await startInstalled(options, 'installed on this machine');
  } catch (error) {
    const embeddedServes = options.version === null || options.version === EMBEDDED_MAJOR;
    if (!(error instanceof CannotJudge) || !embeddedServes) throw error;
    return startEmbeddedOf(options, error.message);
  }
}

async function startInstalled(options: ServerOptions, reason: string): Promise<EphemeralServer> {
  const binaries = findBinaries(options.version);
  if (binaries === null) {
    const wanted = options.version === null ? '' : ` ${options.version}`;
    throw new CannotJudge(`no PostgreSQL${wanted} is installed`, {
      hint: 'Install it, name its bin directory in PGBIN, or name a running server in GATEKEEPER_POSTGRES_URL.',
    });
  }
  return startLocal(binaries, `${reason}: ${binaries.directory}`);
}

async function startEmbeddedOf(options: ServerOptions, reason: string): Promise<EphemeralServer> {
  if (options.version !== null && options.version !== EMBEDDED_MAJOR) {
    throw new CannotJudge(`the embedded server is PostgreSQL ${EMBEDDED_MAJOR}, not ${options.version}`, {
      hint: `Use --postgres local where PostgreSQL ${options.version} is installed.`,
    });
  }
  return startEmbedded(options.extensions, reason);
}
