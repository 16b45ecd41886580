/** Starts the ephemeral Postgres of a run: the provider that was asked for, or the first that serves. */
import { CannotJudge } from '../../model/cannot-judge.js';
import type { EphemeralServer } from '../../model/server.js';
import { startPackaged, startPackagedAtHand } from '../packages/start-packaged.js';
import { startDocker } from './docker.js';
import { EMBEDDED_MAJOR, startEmbedded, type Extensions } from './embedded.js';
import { findBinaries } from './find-binaries.js';
import { startGiven } from './given.js';
import { startLocal } from './local.js';

export interface ServerOptions {
  readonly provider: 'auto' | 'embedded' | 'local' | 'binaries' | 'docker';
  /** Wanted major version; null: any. */
  readonly version: number | null;
  /** Wanted container image; null: none asked for. */
  readonly image: string | null;
  /** A server that already runs (`GATEKEEPER_POSTGRES_URL`); null: none. */
  readonly givenUrl: string | null;
  /** Major version to take, where no version is wanted and it can be had without a download; null: none. */
  readonly preferred?: number | null;
  /** Extensions that the SQL names, for the embedded server to load. */
  readonly extensions: Extensions;
  /** In the project whose packages may be used; absent: none may. */
  readonly folder?: string;
  /** Ends the server at once when it is aborted, while it starts as well. */
  readonly signal?: AbortSignal;
}

type Start = (options: ServerOptions) => Promise<EphemeralServer>;

/** Throws CannotJudge where no server can be had, with what was tried and why it did not serve. */
export async function startServer(options: ServerOptions): Promise<EphemeralServer> {
  const { signal } = options;
  signal?.throwIfAborted();
  const starting = options.provider === 'auto' ? startFirst(options) : PROVIDERS[options.provider](options);
  const server = await starting.catch((error: unknown) => {
    signal?.throwIfAborted(); // What it says of its end is not why it ended.
    throw error;
  });
  if (signal?.aborted) await server[Symbol.asyncDispose](); // While it started.
  signal?.throwIfAborted();
  signal?.addEventListener('abort', () => server.kill(), { once: true });
  return server;
}

const PROVIDERS: Record<Exclude<ServerOptions['provider'], 'auto'>, Start> = {
  embedded: startEmbeddedOf,
  local: startInstalled,
  binaries: startPackaged,
  docker: startDocker,
};

/** The first that serves, with why those before it did not. */
async function startFirst(options: ServerOptions): Promise<EphemeralServer> {
  const refusals: CannotJudge[] = [];
  for (const start of listCandidates(options)) {
    try {
      const server = await start(options);
      if (refusals.length === 0) return server;
      return { ...server, facts: { ...server.facts, passedOver: refusals.map(({ message }) => message) } };
    } catch (error) {
      if (!(error instanceof CannotJudge) || options.signal?.aborted) throw error;
      refusals.push(error);
    }
  }
  const [first, ...others] = refusals;
  if (first === undefined || others.length === 0) throw first;
  throw new CannotJudge(refusals.map(({ message }) => message).join('; '), { hint: first.hint });
}

/** In their order. What has to be fetched from elsewhere comes after what is on the machine. */
function listCandidates({ givenUrl, image, version, preferred = null }: ServerOptions): readonly Start[] {
  if (givenUrl !== null) return [(options) => startGiven(givenUrl, options.version)];
  if (image !== null) return [startDocker];
  if (version === null) return [...(preferred === null ? [] : atHand(preferred)), startInstalled, startEmbeddedOf];
  if (version === EMBEDDED_MAJOR) return [startInstalled, startPackagedAtHand, startEmbeddedOf];
  return [startInstalled, startPackaged, startDocker];
}

/** Of that major, without a download. */
function atHand(version: number): readonly Start[] {
  return [startInstalled, startPackagedAtHand, startEmbeddedOf].map(
    (start) => (options) => start({ ...options, version }),
  );
}

async function startInstalled({ version, signal }: ServerOptions): Promise<EphemeralServer> {
  const binaries = findBinaries(version);
  if (binaries === null) {
    const wanted = version === null ? '' : ` ${version}`;
    throw new CannotJudge(`no PostgreSQL${wanted} is installed`, {
      hint: 'Install it, name its bin directory in PGBIN, or name a running server in GATEKEEPER_POSTGRES_URL.',
    });
  }
  return startLocal(binaries, { provider: 'local', reason: `installed in ${binaries.directory}` }, signal);
}

async function startEmbeddedOf({ version, extensions, signal }: ServerOptions): Promise<EphemeralServer> {
  if (version !== null && version !== EMBEDDED_MAJOR) {
    throw new CannotJudge(`the embedded server is PostgreSQL ${EMBEDDED_MAJOR}, not ${version}`, {
      hint: `Use --postgres binaries, which fetches PostgreSQL ${version}.`,
    });
  }
  return startEmbedded(extensions, { reason: 'part of the gate', signal });
}
