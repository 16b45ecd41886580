/** A deployed database: what its tracker says is applied, and whether its schema is what that builds. */
import { compareDeployed, isComparable, majorOf, withinHistory, type Expected } from '../compare/compare-deployed.js';
import { withoutPlatform } from '../compare/without-platform.js';
import { CannotJudge } from '../model/cannot-judge.js';
import type { Catalog } from '../model/catalog.js';
import type { DeployedFacts, DeployedServer } from '../model/deployed.js';
import { failed, gathered, skipped, type Gathered } from '../model/gathered.js';
import type { History, Migration } from '../model/history.js';
import type { Project } from '../model/project.js';
import type { EphemeralServer } from '../model/server.js';
import { matchTracker } from '../model/tracker-match.js';
import type { TrackerMatch } from '../model/tracker.js';
import { readCatalog } from '../postgres/catalog/read-catalog.js';
import { withoutTracker } from '../postgres/catalog/tracker-objects.js';
import { openDeployed, readOnly, type Deployed } from '../postgres/deployed/open-deployed.js';
import { replayStepByStep } from '../postgres/replay/replay.js';
import { readTracker } from '../postgres/tracker/read.js';
import { schemasIn } from '../sql/schemas.js';
import { runBootstrap } from './bootstrap.js';
import type { Workload } from './workload.js';

/** A deployed database, and how it was named. */
export interface DatabaseSource {
  readonly url: string;
  /** The environment variable that holds the URL. */
  readonly variable: string;
  /** Asked for by name. Else the variable happens to be set, perhaps to what is no database at all. */
  readonly isNamed: boolean;
}

/** What a deployed database says of itself, all of one snapshot. */
export interface DeployedReading extends Pick<DeployedFacts, 'server' | 'reading' | 'match'> {
  /** All schemas, without the tracker and tables like it. */
  readonly catalog: Catalog;
}

/** The project whose database is read. */
export interface Target {
  readonly project: Pick<Project, 'tracker'>;
  readonly history: History;
  /** Limit for one statement. */
  readonly timeoutMs: number;
}

/** Opens, reads and closes. Throws CannotJudge where a database that was asked for cannot be read. */
export async function readNamed(source: Gathered<DatabaseSource>, target: Target): Promise<Gathered<DeployedReading>> {
  if (source.status !== 'gathered') return source;
  const { url, variable, isNamed } = source.value;
  try {
    await using deployed = await openDeployed(url, variable);
    return gathered(await readDeployed(deployed, target));
  } catch (error) {
    if (isNamed || !(error instanceof CannotJudge)) throw error;
    return skipped(error.message);
  }
}

/** Reads tracker and catalog in one read-only transaction. Throws CannotJudge where rights or time do not suffice. */
export async function readDeployed(
  { sql, server }: Deployed,
  { project, history, timeoutMs }: Target,
): Promise<DeployedReading> {
  try {
    return await readOnly(sql, timeoutMs, async () => {
      const reading = await readTracker(sql, project.tracker);
      const catalog = reading.others.reduce(withoutTracker, await readCatalog(sql, { tracker: project.tracker }));
      return { server, reading, match: matchTracker(history, reading.tracker), catalog };
    });
  } catch (cause) {
    throw cannotRead(server, cause);
  }
}

/** What reading a tracker was stopped by, and what it takes. */
export function cannotRead({ database, role }: DeployedServer, cause: unknown): CannotJudge {
  return new CannotJudge(`database "${database}" cannot be read: ${(cause as Error).message}`, {
    hint: `Give role "${role}" USAGE on the tracker's schema and SELECT on the tracker.`,
    cause,
  });
}

/** What is needed to build on an ephemeral server what a history builds. */
export type Construction = Pick<Workload, 'script' | 'obstacle' | 'bootstrap' | 'onStep'>;

/**
 * Compares a reading with what the applied entries build. `construction` is skipped where no server is at hand. Wants a
 * server on which nothing else is going on, because roles live outside databases.
 */
export async function compareReading(
  { server, reading, match, catalog }: DeployedReading,
  construction: Gathered<Construction & { readonly server: EphemeralServer }>,
  schemas: readonly string[],
): Promise<DeployedFacts> {
  const expected = await buildApplied(match, catalog, construction);
  const known = expected.status === 'gathered' ? expected.value : null;
  const own = withinHistory(catalog, schemas, known);
  return {
    server,
    reading,
    match,
    catalog: own,
    expected: known === null ? (expected as Gathered<never>) : gathered(known.catalog),
    differences: known === null ? (expected as Gathered<never>) : gathered(compareDeployed(known.catalog, own)),
  };
}

/** The whole of the above, for `check`. */
export async function gatherDeployed(
  reading: Gathered<DeployedReading>,
  construction: Construction & { readonly server: EphemeralServer },
): Promise<Gathered<DeployedFacts>> {
  if (reading.status !== 'gathered') return reading;
  const schemas = schemasIn(construction.script.parsed.values());
  return gathered(await compareReading(reading.value, gathered(construction), schemas));
}

/** The entries that a tracker says have run, in the order of the history. */
export function appliedOf({ entries }: TrackerMatch): readonly Migration[] {
  return entries.filter(({ rows }) => rows.length > 0).map(({ migration }) => migration);
}

async function buildApplied(
  match: TrackerMatch,
  deployed: Catalog,
  construction: Gathered<Construction & { readonly server: EphemeralServer }>,
): Promise<Gathered<Expected>> {
  if (construction.status !== 'gathered') return construction;
  const { server } = construction.value;
  if (!isComparable(deployed, { serverVersion: server.versionNumber })) {
    const [theirs, ours] = [majorOf(deployed.serverVersion), majorOf(server.versionNumber)];
    return skipped(
      `it is PostgreSQL ${theirs}, the replay ran on ${ours}: replay on it with --postgres-version ${theirs}`,
    );
  }
  return buildExpected(server, construction.value, appliedOf(match));
}

/** What these migrations build on a database of their own. */
export async function buildExpected(
  server: EphemeralServer,
  { script, obstacle, bootstrap, onStep }: Construction,
  migrations: readonly Migration[],
): Promise<Gathered<Expected>> {
  if (obstacle !== null) return failed(obstacle);
  const { tracker } = script;
  await using database = await server.createDatabase();
  const sql = await database.connect();
  await runBootstrap(sql, bootstrap, onStep);
  const platform = await readCatalog(sql, { tracker });
  const { failure } = await replayStepByStep(sql, { ...script, migrations });
  if (failure !== null) return failed(`the replay of what is applied stopped at "${failure.tag}"`);
  return gathered({ catalog: withoutPlatform(await readCatalog(sql, { tracker }), platform), platform });
}
