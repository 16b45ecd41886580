/** The replays and the three catalogs, on one database of the ephemeral server. */
import type postgres from 'postgres';
import { compareCatalogs } from '../compare/compare-catalogs.js';
import { withoutPlatform } from '../compare/without-platform.js';
import type { Catalog, Difference } from '../model/catalog.js';
import type { CatalogFacts, ReplayFacts } from '../model/facts.js';
import { failed, gathered, type Gathered } from '../model/gathered.js';
import type { Migration, SourceFile } from '../model/history.js';
import type { SchemaFacts, TrackerPlace } from '../model/project.js';
import type { BuildFailure, ReplayOutcome, SecondRun } from '../model/replay.js';
import type { EphemeralDatabase, EphemeralServer } from '../model/server.js';
import { readCatalog } from '../postgres/catalog/read-catalog.js';
import { buildCatalog, type Blueprint } from '../postgres/replay/build-catalog.js';
import { replayFreshInstall, replayStepByStep, type Script } from '../postgres/replay/replay.js';
import { resetSqlFor } from '../postgres/replay/reset-session.js';
import { runAgain } from '../postgres/replay/run-again.js';
import { watchBefore } from './before.js';
import { watchGuards } from './guards.js';
import { runBootstrap } from './bootstrap.js';
import type { Stopwatch } from './stopwatch.js';
import { replayBoth, replayUpgradeAlone, type Replayed, type UpgradePlan } from './upgrade.js';

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
  readonly upgrade: Gathered<UpgradePlan>;
  /** Whether idempotency or a guard of the migration is to be judged. */
  readonly judges: (tag: string) => boolean;
  /** See `Facts`. */
  readonly newTags: readonly string[] | null;
}

export interface DatabaseFacts {
  readonly replays: ReplayFacts;
  readonly catalogs: CatalogFacts;
}

/**
 * Everything but the step-by-step replay is rolled back, so one database serves all, and roles, which live outside
 * databases, never meet themselves. The step-by-step replay, which commits, comes last.
 */
export async function gatherCatalogs(
  server: EphemeralServer,
  workload: Workload,
  stopwatch: Stopwatch,
): Promise<DatabaseFacts> {
  await using database = await server.createDatabase();
  const sql = await prepare(database, workload);
  const own = await ownObjects(sql, workload);
  const freshInstall = await stopwatch.measure('replayMs', () => replayAtOnce(server, sql, workload));
  // The schema has a limit of its own; what is left of a migration's must not run out before it.
  workload.onStep('loading the schema');
  const schema = await workload.schema;
  const build = (fact: Gathered<{ readonly ddl: readonly string[] }>, catalog: 'declared' | 'recorded') =>
    stopwatch.measure('compareMs', () => buildFrom(sql, fact, workload, catalog));
  const declared = await build(schema.declared, 'declared');
  const recorded = await build(schema.recorded, 'recorded');
  const { script, secondRuns } = withSecondRun(workload);
  const { tracker } = script;
  const guards = watchGuards(script, workload.judges);
  const watched = watchBefore(guards.script, workload.newTags, (connection) => readCatalog(connection, { tracker }));
  await watched.start(sql);
  const { stepByStep, upgrade } = await stopwatch.measure('replayMs', () =>
    replaySteps(server, sql, workload, watched.script),
  );
  const replayed = await stopwatch.measure('compareMs', () => readReplayed(sql, stepByStep, tracker));
  return {
    replays: {
      stepByStep,
      freshInstall,
      upgrade,
      secondRuns: stepByStep.status === 'gathered' ? secondRuns : stepByStep,
      maskedGuards: stepByStep.status === 'gathered' ? gathered(guards.masked) : stepByStep,
    },
    catalogs: {
      declared: own(declared.catalog),
      recorded: own(recorded.catalog),
      replayed: own(replayed),
      before: watched.before(),
      buildFailures: [...declared.failures, ...recorded.failures],
    },
  };
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

/** The script that runs each judged migration once more in the state right after it, and where it leaves the proofs. */
function withSecondRun({ script, secondRun }: Workload): {
  script: Script;
  secondRuns: ReplayFacts['secondRuns'];
} {
  if (secondRun.status !== 'gathered') return { script, secondRuns: secondRun };
  const context = { tracker: script.tracker, reset: resetSqlFor(script.parsed.values()), compare: compareAll };
  const proofs = new Map<string, readonly SecondRun[]>();
  const afterMigration = async (sql: postgres.Sql, { tag }: Migration): Promise<void> => {
    const file = script.parsed.get(tag);
    if (file !== undefined && secondRun.value(tag)) proofs.set(tag, await runAgain(sql, file, context));
  };
  return { script: { ...script, afterMigration }, secondRuns: gathered(proofs) };
}

function compareAll(before: Catalog, after: Catalog): readonly Difference[] {
  return compareCatalogs(before, after, 'all');
}

async function prepare(database: EphemeralDatabase, workload: Workload): Promise<postgres.Sql> {
  const sql = await database.connect();
  await runBootstrap(sql, workload.bootstrap, workload.onStep);
  return sql;
}

async function replayAtOnce(
  server: EphemeralServer,
  sql: postgres.Sql,
  workload: Workload,
): Promise<Gathered<ReplayOutcome>> {
  const { script, obstacle, endsTransactions } = workload;
  if (obstacle !== null) return failed(obstacle);
  const outcome = endsTransactions
    ? await elsewhere(server, workload, (other) => replayFreshInstall(other, script))
    : await replayFreshInstall(sql, script);
  return gathered(outcome);
}

/** `script` is the workload's, with what is done after each migration. */
async function replaySteps(
  server: EphemeralServer,
  sql: postgres.Sql,
  workload: Workload,
  script: Script,
): Promise<Replayed> {
  const { obstacle, upgrade: plan, endsTransactions } = workload;
  if (obstacle !== null) return { stepByStep: failed(obstacle), upgrade: failed(obstacle) };
  if (plan.status !== 'gathered') return { stepByStep: gathered(await replayStepByStep(sql, script)), upgrade: plan };
  if (plan.value.isOnTop && !endsTransactions) return replayBoth(sql, script, plan.value);
  const upgrade = await elsewhere(server, workload, (other) => replayUpgradeAlone(other, workload.script, plan.value));
  return { stepByStep: gathered(await replayStepByStep(sql, script)), upgrade };
}

/** On a database of its own. */
export async function elsewhere<T>(
  server: EphemeralServer,
  workload: Workload,
  work: (sql: postgres.Sql) => Promise<T>,
): Promise<T> {
  await using database = await server.createDatabase();
  return await work(await prepare(database, workload));
}

async function readReplayed(
  sql: postgres.Sql,
  replay: Gathered<ReplayOutcome>,
  tracker: TrackerPlace,
): Promise<Gathered<Catalog>> {
  if (replay.status !== 'gathered') return replay;
  const { failure } = replay.value;
  if (failure !== null) return failed(`the replay stopped at "${failure.tag}"`);
  return gathered(await readCatalog(sql, { tracker }));
}

interface Built {
  readonly catalog: Gathered<Catalog>;
  readonly failures: readonly (BuildFailure & { readonly catalog: 'declared' | 'recorded' })[];
}

/** `rolesExist`: the replay, whose roles outlive its database, has run on this server. */
export async function buildFrom(
  sql: postgres.Sql,
  fact: Gathered<{ readonly ddl: readonly string[] }>,
  workload: Workload & { readonly rolesExist?: boolean },
  name: 'declared' | 'recorded',
): Promise<Built> {
  if (fact.status !== 'gathered') return { catalog: fact, failures: [] };
  workload.onStep(`building the ${name} schema`);
  const blueprint: Blueprint = {
    ddl: fact.value.ddl,
    prelude: workload.prelude,
    onPlatform: workload.bootstrap.length > 0 || workload.rolesExist === true,
    tracker: workload.script.tracker,
  };
  const built = await buildCatalog(sql, blueprint);
  if ('objects' in built) return { catalog: gathered(built), failures: [] };
  const reason = `the server refuses its DDL: ${built.error.message} (${built.error.sqlstate})`;
  return { catalog: failed(reason), failures: [{ ...built, catalog: name }] };
}
