/** An ephemeral Postgres, whatever provides it. */
import type postgres from 'postgres';
import type { ServerFacts } from './facts.js';

/** Started for one run, gone after it: `await using server = await startServer(...)`. */
export interface EphemeralServer extends AsyncDisposable {
  readonly facts: ServerFacts;
  /** `server_version_num`. */
  readonly versionNumber: number;
  /** Which program it is, as exactly as it says itself, where the run has started it; null: it is somebody else's. */
  readonly build: string | null;
  /** Databases can be worked on at the same time. Where false, one connection waits for the other. */
  readonly isConcurrent: boolean;
  /** A new, empty database with a name of its own. Dropped with the server at the latest. */
  createDatabase(): Promise<EphemeralDatabase>;
  /**
   * Ends all that runs on it at once, a statement that never returns included; queries then reject with an error of
   * which `isServerLoss` is true. Dispose it afterwards all the same.
   */
  kill(): void;
}

/** Disposing drops it, and the roles that came into being on the server meanwhile: those outlive a database. */
export interface EphemeralDatabase extends AsyncDisposable {
  readonly name: string;
  /** One connection (`max: 1`), simple protocol safe, notices silent. Closed when the database is disposed. */
  connect(): Promise<postgres.Sql>;
}
