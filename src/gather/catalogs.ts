/** The replays and the three catalogs, on the ephemeral server. */
import type postgres from 'postgres';
import { withoutPlatform } from '../compare/without-platform.js';
import type { Catalog } from '../model/catalog.js';
import type { CatalogFacts, ReplayFacts } from '../model/facts.js';
import { gathered, type Gathered } from '../model/gathered.js';
import type { EphemeralServer } from '../model/server.js';
import { readCatalog } from '../postgres/catalog/read-catalog.js';
import { gatherCommitted, type Committed } from './committed.js';
import { gatherRolledBack, type RolledBack } from './rolled-back.js';
import { mayGoSideBySide } from './side-by-side.js';
import type { Stopwatch } from './stopwatch.js';
import { elsewhere, prepare, type Workload } from './workload.js';

export interface DatabaseFacts {
  readonly replays: ReplayFacts;
  readonly catalogs: CatalogFacts;
}

/**
 * Two databases at once where nothing they share is touched. Else one serves all: everything but the step-by-step replay
 * is rolled back, so that roles, which live outside databases, never meet themselves, and that replay comes last.
 */
export async function gatherCatalogs(
  server: EphemeralServer,
  workload: Workload,
  stopwatch: Stopwatch,
): Promise<DatabaseFacts> {
  await using database = await server.createDatabase();
  const sql = await prepare(database, workload);
  const own = await ownObjects(sql, workload);
  const gatherBoth = mayGoSideBySide(server, workload) ? gatherSideBySide : gatherInTurn;
  const [rolledBack, committed] = await gatherBoth(server, sql, workload, stopwatch);
  const { declared, recorded, freshInstall } = rolledBack;
  const { stepByStep, upgrade, secondRuns, maskedGuards, replayed, before } = committed;
  return {
    replays: { stepByStep, freshInstall, upgrade, secondRuns, maskedGuards },
    catalogs: {
      declared: own(declared.catalog),
      recorded: own(recorded.catalog),
      replayed: own(replayed),
      before,
      buildFailures: [...declared.failures, ...recorded.failures],
    },
  };
}

type GatherBoth = (
  server: EphemeralServer,
  sql: postgres.Sql,
  workload: Workload,
  stopwatch: Stopwatch,
) => Promise<[RolledBack, Committed]>;

const gatherInTurn: GatherBoth = async (server, sql, workload, stopwatch) => {
  const rolledBack = await gatherRolledBack(server, sql, workload, stopwatch);
  return [rolledBack, await gatherCommitted(server, sql, workload, stopwatch)];
};

const gatherSideBySide: GatherBoth = async (server, sql, workload, stopwatch) => {
  const works = [
    inLane(workload, (own) => elsewhere(server, own, (other) => gatherRolledBack(server, other, own, stopwatch))),
    inLane(workload, (own) => gatherCommitted(server, sql, own, stopwatch)),
  ] as const;
  // Both have ended before one that failed is told of, so that nothing works on where the server is being stopped.
  await Promise.allSettled(works);
  return Promise.all(works);
};

/** The same workload, whose steps are told to a lane of their own. */
async function inLane<T>(workload: Workload, work: (own: Workload) => Promise<T>): Promise<T> {
  const { enter, leave } = workload.openLane();
  const script = { ...workload.script, onMigration: (tag: string) => enter(`replaying "${tag}"`) };
  const result = await work({ ...workload, script, onStep: enter });
  leave();
  return result;
}

/** Takes out what the platform had before the first migration: it is neither declared nor anybody's drift. */
async function ownObjects(
  sql: postgres.Sql,
  { bootstrap, script: { tracker } }: Workload,
): Promise<(catalog: Gathered<Catalog>) => Gathered<Catalog>> {
  if (bootstrap.length === 0) return (catalog) => catalog;
  const platform = await readCatalog(sql, { tracker });
  return (catalog) => (catalog.status === 'gathered' ? gathered(withoutPlatform(catalog.value, platform)) : catalog);
}
