/** One PGlite instance: a whole PostgreSQL in WebAssembly with its files in memory, in the place of one database. */
import type { PGlite, PGliteOptions } from '@electric-sql/pglite';
import { unpackDataDirectory, type DataFile } from '../data-directory.js';
import type { EmbeddedAssets } from './embedded-assets.js';
import { loadInTurn, type Preloading } from './load-in-turn.js';
import { queryMessage } from './wire.js';

/**
 * PGlite's own start parameters without those by which it differs from a server: `-O` (which allows changes of system
 * tables) and `search_path=public`. Workers do not exist in WebAssembly; durability serves nobody here.
 */
const START_PARAMETERS = ['--single', '-F', '-j'].concat(
  [
    'exit_on_error=false',
    'io_method=sync',
    'max_worker_processes=0',
    'max_parallel_workers=0',
    'max_parallel_workers_per_gather=0',
    'max_parallel_maintenance_workers=0',
    'shared_buffers=16MB',
    'wal_level=minimal',
    'max_wal_senders=0',
    'full_page_writes=off',
    'max_wal_size=4MB',
    'min_wal_size=2MB',
    'max_stack_depth=1MB',
    // A fresh install locks all that it makes until its one transaction ends.
    'max_locks_per_transaction=512',
  ].flatMap((setting) => ['-c', setting]),
);

const MAIN_LOOP = '_PostgresMainLoopOnce';
/** How PostgreSQL's `siglongjmp` out of a failed statement reaches JavaScript: as this exit status, which PGlite handles. */
const LONGJMP_STATUS = 100;

/** A booted instance, spoken to in wire messages by one session at a time. */
export class Instance {
  readonly #server: PGlite;
  #crash: unknown = null;

  private constructor(server: PGlite) {
    this.#server = server;
    this.#watchMainLoop();
  }

  static async boot(assets: EmbeddedAssets): Promise<Instance> {
    const server = new assets.pglite.PGlite({
      fs: new InitialisedMemory(unpackDataDirectory(assets.dataDirectory)),
      pgliteWasmModule: assets.wasm,
      fsBundle: assets.bundle,
      extensions: assets.extensions,
      startParams: START_PARAMETERS,
    });
    await server.waitReady;
    return new Instance(server);
  }

  /**
   * Runs whole messages to their end and passes on what the backend answers. Throws once the backend itself has crashed
   * (stack or memory exhausted, FATAL), after which the instance must not be used any more.
   */
  async send(messages: Buffer, answer: (bytes: Buffer) => void): Promise<void> {
    await this.#server.execProtocolRawStream(messages, {
      syncToFs: false,
      // The bytes are a view into memory that the next call overwrites.
      onRawData: (bytes) => answer(Buffer.from(bytes)),
    });
    if (this.#crash !== null) throw new Error('the embedded server crashed', { cause: this.#crash });
  }

  /** Gives the next session a backend as good as new: there is only this one, and it outlives its connections. */
  async endSession(): Promise<void> {
    await this.#run('ROLLBACK');
    await this.#run('DISCARD ALL');
  }

  /**
   * Makes the session the superuser's by a setting. Without one, as a server for a single user starts, neither ROLLBACK nor
   * DISCARD ALL has a value to go back to, and SET SESSION AUTHORIZATION is for ever.
   */
  async resetAuthorization(): Promise<void> {
    await this.#run('SET SESSION AUTHORIZATION postgres');
  }

  async #run(sql: string): Promise<void> {
    await this.send(queryMessage(sql), () => undefined);
  }

  async version(): Promise<{ version: string; versionNumber: number }> {
    const { rows } = await this.#server.query<{ version: string; number: string }>(
      `SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number`,
    );
    return { version: rows[0]?.version ?? '', versionNumber: Number(rows[0]?.number) };
  }

  /** PGlite swallows what its main loop throws, a crash included; a crash that passes for success would be a false green. */
  #watchMainLoop(): void {
    const backend = this.#server.Module;
    const runOnce = backend[MAIN_LOOP];
    backend[MAIN_LOOP] = () => {
      try {
        runOnce();
      } catch (error) {
        if ((error as { status?: number }).status !== LONGJMP_STATUS) this.#crash ??= error;
        throw error;
      }
    };
  }
}

type Filesystem = NonNullable<PGliteOptions['fs']>;

/** A file system in memory that holds the data directory before PGlite looks for one. */
class InitialisedMemory implements Filesystem {
  readonly #files: readonly DataFile[];
  #server: PGlite | null = null;

  constructor(files: readonly DataFile[]) {
    this.#files = files;
  }

  async init(server: PGlite, emscriptenOpts: Parameters<Filesystem['init']>[1]) {
    this.#server = server;
    return { emscriptenOpts };
  }

  async initialSyncFs(): Promise<void> {
    const files = this.#server?.Module.FS;
    if (files === undefined) throw new Error('PGlite has not called init');
    loadInTurn(files as Preloading);
    files.mkdirTree('/pglite/data', 0o700);
    for (const { path, content } of this.#files) {
      if (content === null) files.mkdir(`/pglite/data/${path}`, 0o700);
      // A copy, because instances share the packed bytes, and as Uint8Array, because `slice` of a Buffer copies nothing.
      else files.writeFile(`/pglite/data/${path}`, new Uint8Array(content), { canOwn: true });
    }
  }

  async syncToFs(): Promise<void> {}
  async closeFs(): Promise<void> {}
  async dumpTar(): Promise<Blob> {
    throw new Error('an embedded server is not dumped');
  }
}
