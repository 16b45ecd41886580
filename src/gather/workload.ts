/** What is to be run on the ephemeral server, and a database to run it on. */
import type postgres from 'postgres';
import type { Gathered } from '../model/gathered.js';
import type { SourceFile } from '../model/history.js';
import type { SchemaFacts } from '../model/project.js';
import type { EphemeralDatabase, EphemeralServer } from '../model/server.js';
import type { Script } from '../postgres/replay/replay.js';
import { runBootstrap } from './bootstrap.js';
import type { UpgradePlan } from './upgrade.js';
import type { Lane } from './watchdog.js';

export interface Workload {
  readonly script: Script;
  /** Why the migrations cannot be replayed; null: they can. */
  readonly obstacle: string | null;
  /** SQL of the platform: run before everything else, committed. */
  readonly bootstrap: readonly SourceFile[];
  /** The history's own statements that declared or recorded DDL may need; see `Blueprint`. */
  readonly prelude: readonly string[];
  /** The history ends transactions by itself, so a rollback would not undo it. */
  readonly endsTransactions: boolean;
  /** Which migrations to run a second time, or why none. */
  readonly secondRun: Gathered<(tag: string) => boolean>;
  readonly schema: Promise<SchemaFacts>;
  /** Told before what may take long or fail with the server. */
  readonly onStep: (step: string) => void;
  /** Watches over work that goes on beside this one. */
  readonly openLane: () => Lane;
  readonly upgrade: Gathered<UpgradePlan>;
  /** Whether idempotency or a guard of the migration is to be judged. */
  readonly judges: (tag: string) => boolean;
  /** See `Facts`. */
  readonly newTags: readonly string[] | null;
}

/** Connects, and gives the database what the platform has. */
export async function prepare(database: EphemeralDatabase, { bootstrap, onStep }: Workload): Promise<postgres.Sql> {
  const sql = await database.connect();
  await runBootstrap(sql, bootstrap, onStep);
  return sql;
}

/** Does the work on a database of its own, which is dropped afterwards. */
export async function elsewhere<T>(
  server: EphemeralServer,
  workload: Workload,
  work: (sql: postgres.Sql) => Promise<T>,
): Promise<T> {
  await using database = await server.createDatabase();
  return await work(await prepare(database, workload));
}
