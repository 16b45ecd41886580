/** A server that starts while the project is still being read, which takes as long. */
import type { EphemeralServer } from '../model/server.js';
import { startServer } from '../postgres/servers/start-server.js';
import type { GatherRequest } from './gather.js';

export class ServerAhead implements AsyncDisposable {
  readonly #abort = new AbortController();
  #tell: (extensions: readonly string[]) => void = () => {};
  /** null: none was started, or it has been taken. */
  #server: Promise<EphemeralServer> | null = null;

  /** Starts one where the options alone say which: neither the project's packages nor a deployed database. */
  constructor({ server, database }: Pick<GatherRequest, 'server' | 'database'>) {
    if (!isKnown(server) || database.status === 'gathered') return;
    const extensions = new Promise<readonly string[]>((resolve) => (this.#tell = resolve));
    this.#server = startServer({ ...server, extensions, signal: this.#abort.signal });
    this.#server.catch(() => {}); // Told to whoever takes it; who fails before has another reason.
  }

  /** For the first who asks; `signal` ends it. null: there is none. Rejects as `startServer` does. */
  take(extensions: readonly string[], signal?: AbortSignal): Promise<EphemeralServer> | null {
    const server = this.#server;
    this.#server = null;
    this.#tell(extensions);
    if (signal?.aborted) this.#abort.abort(signal.reason);
    signal?.addEventListener('abort', () => this.#abort.abort(signal.reason), { once: true });
    return server;
  }

  /** Ends what nobody has taken. */
  async [Symbol.asyncDispose](): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#abort.abort();
    await server.then(
      (started) => started[Symbol.asyncDispose](),
      () => {},
    );
  }
}

function isKnown({ provider, version, image, givenUrl }: GatherRequest['server']): boolean {
  if (givenUrl !== null || image !== null) return false;
  return provider === 'auto' ? version === null : provider === 'local' || provider === 'embedded';
}
