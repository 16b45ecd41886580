/** Reads the world: a project's history, its schema, and what a server makes of both. */
import { resolve } from 'node:path';
import { programDigest } from '../assets.js';
import { majorOf } from '../compare/compare-deployed.js';
import { compareSides } from '../compare/compare-sides.js';
import type { Facts } from '../model/facts.js';
import type { BaseRequest } from '../model/base.js';
import { gathered, skipped, valueOf, type Gathered } from '../model/gathered.js';
import { migrationsOf, type History, type SourceFile } from '../model/history.js';
import type { Project } from '../model/project.js';
import type { EphemeralServer } from '../model/server.js';
import type { ParsedFile } from '../model/sql.js';
import type { Timings } from '../model/verdict.js';
import { startServer, type ServerOptions } from '../postgres/servers/start-server.js';
import { gatherSchema } from '../project/schema/gather-schema.js';
import { lookInto } from '../project/history/snapshot.js';
import { parseHistory } from '../sql/parse.js';
import { gatherAllows } from './allows.js';
import { markForeign } from './foreign-allows.js';
import { gatherBase } from './base.js';
import { gatherCatalogs, type DatabaseFacts } from './catalogs.js';
import { gatherInherited } from './inherited.js';
import { gatherDeployed, readNamed, type DatabaseSource, type DeployedReading } from './deployed.js';
import { keepReplays, openKeptReplays, recallReplays } from './kept-replays.js';
import { obstacleOf } from './obstacle.js';
import { endsTransactions, extensionsIn, preludeOf } from './prelude.js';
import { scopeOf } from './scope.js';
import type { ServerAhead } from './server-ahead.js';
import { Stopwatch } from './stopwatch.js';
import { planUpgrade } from './upgrade.js';
import { Watchdog } from './watchdog.js';
import type { Workload } from './workload.js';

export interface GatherRequest {
  readonly project: Project;
  /** The other projects of the same run. */
  readonly siblings: readonly Project[];
  readonly history: History;
  /** Absolute path that paths in the report are relative to. */
  readonly cwd: string;
  /** Milliseconds since 1970; absent: the time of the system. */
  readonly now?: number | undefined;
  readonly base: BaseRequest;
  /** Migrations that idempotency judges; null: new ones where a base is known, else all. */
  readonly scope: 'new' | 'all' | null;
  readonly server: Omit<ServerOptions, 'extensions' | 'folder' | 'signal' | 'preferred'>;
  /** One that was started before the project was read; absent: none was. */
  readonly ahead?: ServerAhead;
  /** The database that the history is deployed to. */
  readonly database: Gathered<DatabaseSource>;
  /** SQL files that are run before everything else. */
  readonly bootstrap: readonly SourceFile[];
  /** Limit for one step: a migration, the start of the server, loading the schema. */
  readonly timeoutSeconds: number;
  /** Whether what an earlier run has kept may stand in for replays whose inputs are the same. */
  readonly replay: 'changed' | 'always';
  /** Whether idempotency is judged at all. */
  readonly idempotency: boolean;
  readonly onStep: (step: string) => void;
  /** Why code of the project is not run, and its allows do not count; null or absent: they do. */
  readonly distrust?: string | null;
}

/** Everything that the checks need, and a server that is stopping while they work. */
export interface FactsAtHand {
  readonly facts: Facts;
  readonly timings: Timings;
  /** To be awaited before the run ends: settles when nothing of the server is left, and rejects as `gather` does. */
  readonly ended: Promise<void>;
}

/** Throws CannotJudge where the world does not let itself be read. */
export async function gather(request: GatherRequest): Promise<FactsAtHand> {
  const stopwatch = new Stopwatch();
  const watchdog = new Watchdog(request.timeoutSeconds, request.onStep);
  let ended = Promise.resolve();
  try {
    const { facts, stopping } = await watchdog.watch(gatherFacts(request, stopwatch, watchdog));
    ended = watchdog.watch(stopping);
    return { facts, timings: stopwatch.read(), ended };
  } finally {
    void ended.catch(() => {}).then(() => watchdog[Symbol.dispose]());
  }
}

type Stopping = { readonly facts: Facts; readonly stopping: Promise<void> };

async function gatherFacts(request: GatherRequest, stopwatch: Stopwatch, watchdog: Watchdog): Promise<Stopping> {
  const { project, history } = request;
  watchdog.enter('reading the schema and starting Postgres');
  const folder = resolve(request.cwd, project.migrations);
  const timeoutMs = request.timeoutSeconds * 1000;
  const limits = { cwd: request.cwd, timeoutMs, distrust: request.distrust ?? null, signal: watchdog.signal };
  // Loading the schema, reading the base, parsing and starting the server: none of them needs another.
  const reading = gatherBase(folder, request.cwd, request.base);
  const merged = reading.then((base) => valueOf(base)?.atMergeBase ?? null);
  const schema = stopwatch.measure('schemaMs', () => gatherSchema(project, history, { ...limits, merged }));
  const parsing = parseHistory(history);
  const looking = parsing.then(() => lookInto(history.snapshots));
  const allowing = parsing.then((parsed) => gatherAllows(request.cwd, history, parsed));
  for (const work of [schema, reading, merged, parsing, looking, allowing]) work.catch(() => {});
  const database = await readNamed(request.database, { project, history, timeoutMs });
  const server = await stopwatch.measure('serverMs', () =>
    startFor(request, database, { folder, signal: watchdog.signal }),
  );
  try {
    const readings = { database, schema, base: await reading, parsed: await parsing, allows: await allowing };
    const facts = await gatherOn(server, readings, { request, stopwatch, watchdog });
    return { facts, stopping: stop(server) };
  } catch (error) {
    await stop(server).catch(() => {}); // What went wrong first is told.
    throw error;
  }
}

async function stop(server: EphemeralServer): Promise<void> {
  await server[Symbol.asyncDispose]();
}

/** What was read without the server. */
interface Readings extends Pick<Facts, 'base' | 'parsed' | 'allows'> {
  readonly database: Gathered<DeployedReading>;
  readonly schema: Workload['schema'];
}

async function gatherOn(
  server: EphemeralServer,
  { database, schema, base, parsed, allows: found }: Readings,
  { request, stopwatch, watchdog }: { request: GatherRequest; stopwatch: Stopwatch; watchdog: Watchdog },
): Promise<Facts> {
  const { project, history } = request;
  const allows = await markDistrusted(found, request, base);
  const { newTags, judgedTags, judges, secondRun } = scopeOf(request, base);
  const workload = { ...workloadOf(request, parsed, schema, base, watchdog), newTags, judges, secondRun };
  const { replays, catalogs } = await replayOrRecall(server, workload, stopwatch, request);
  const drift = compareSides(catalogs);
  const known = { history, base, newTags, catalogs, drift };
  const inherited = await stopwatch.measure('compareMs', () => gatherInherited(server, workload, known));
  const deployed = await stopwatch.measure('compareMs', () => gatherDeployed(database, { ...workload, server }));
  return {
    now: request.now ?? Date.now(),
    project,
    siblings: request.siblings,
    history,
    base,
    newTags,
    judgedTags,
    parsed,
    server: gathered(server.facts),
    replays,
    schema: await schema,
    catalogs,
    drift,
    inherited,
    deployed,
    release: skipped('no release is planned'),
    allows,
  };
}

async function replayOrRecall(
  server: EphemeralServer,
  workload: Workload,
  stopwatch: Stopwatch,
  { replay, now = Date.now() }: Pick<GatherRequest, 'replay' | 'now'>,
): Promise<DatabaseFacts> {
  workload.onStep('loading the schema'); // Which is waited for, where replays may be recalled; its limit begins here.
  const keep = replay === 'always' ? null : openKeptReplays(programDigest(), server, workload);
  const recalled = keep && (await recallReplays(keep, now));
  if (recalled !== null) return recalled;
  const facts = await gatherCatalogs(server, workload, stopwatch);
  if (keep !== null) await keepReplays(keep, facts, now);
  return facts;
}

/** Only a server of the major of the deployed database can be compared with it. */
export async function startFor(
  {
    server,
    ahead,
    history,
    bootstrap,
  }: Pick<GatherRequest, 'server' | 'ahead' | 'bootstrap'> & { readonly history: Pick<History, 'files'> },
  database: Gathered<DeployedReading>,
  surroundings: Pick<ServerOptions, 'folder' | 'signal'>,
): Promise<EphemeralServer> {
  const extensions = extensionsIn([...history.files, ...bootstrap]);
  const started = ahead?.take(extensions, surroundings.signal);
  if (started) return started;
  const deployed = valueOf(database);
  const preferred = deployed && majorOf(deployed.catalog.serverVersion);
  return startServer({ ...server, extensions, preferred, ...surroundings });
}

function markDistrusted(
  allows: Facts['allows'],
  { cwd, history, distrust = null }: GatherRequest,
  base: Facts['base'],
): Facts['allows'] | Promise<Facts['allows']> {
  return distrust === null ? allows : markForeign(allows, cwd, history, base);
}

function workloadOf(
  { project, history, bootstrap }: GatherRequest,
  parsed: ReadonlyMap<string, ParsedFile>,
  schema: Workload['schema'],
  base: Facts['base'],
  watchdog: Watchdog,
): Omit<Workload, 'newTags' | 'judges' | 'secondRun'> {
  return {
    script: {
      layout: history.layout,
      tracker: project.tracker,
      migrations: migrationsOf(history),
      parsed,
      onMigration: (tag) => {
        watchdog.enter(`replaying "${tag}"`);
      },
    },
    obstacle: obstacleOf(history),
    bootstrap,
    prelude: preludeOf(parsed.values()),
    endsTransactions: endsTransactions(parsed.values()),
    schema,
    onStep: watchdog.enter,
    openLane: watchdog.openLane,
    upgrade: planUpgrade(history, base),
  };
}
