/** The databases of an embedded server: one instance each, made when the first connection names it. */
import type { EmbeddedAssets } from './embedded-assets.js';
import { Instance } from './instance.js';

interface Database {
  readonly instance: Promise<Instance>;
  /** Settles when the last session that was let in or queued has ended. */
  sessions: Promise<void>;
}

export class Databases {
  readonly #assets: EmbeddedAssets;
  readonly #byName = new Map<string, Database>();
  /** Booted ahead for the first database. */
  #spare: Instance | null = null;

  constructor(assets: EmbeddedAssets) {
    this.#assets = assets;
  }

  /** Boots the instance of the first database, to learn the version and to have it at hand. */
  async prepare(): Promise<{ version: string; versionNumber: number }> {
    this.#spare = await Instance.boot(this.#assets);
    return this.#spare.version();
  }

  /** Gives a session its turn: an instance has one backend, so a second connection has to queue. */
  async serve(name: string, session: (instance: Instance) => Promise<void>): Promise<void> {
    const database = this.#open(name);
    const turn = database.sessions.then(async () => session(await database.instance));
    database.sessions = turn.catch(() => undefined);
    return turn;
  }

  drop(name: string): void {
    this.#byName.delete(name);
  }

  #open(name: string): Database {
    const known = this.#byName.get(name);
    if (known) return known;
    const instance = this.#spare === null ? Instance.boot(this.#assets) : Promise.resolve(this.#spare);
    this.#spare = null;
    const database = { instance, sessions: Promise.resolve() };
    this.#byName.set(name, database);
    return database;
  }
}
