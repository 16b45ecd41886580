/** Reads the world: a project's history, its schema, and what a server makes of both. */
import { compareSides } from '../compare/compare-sides.js';
import type { Facts } from '../model/facts.js';
import { gathered, skipped } from '../model/gathered.js';
import { migrationsOf, type History } from '../model/history.js';
import type { Project } from '../model/project.js';
import type { ParsedFile } from '../model/sql.js';
import type { Timings } from '../model/verdict.js';
import { startServer, type ServerOptions } from '../postgres/servers/start-server.js';
import { gatherSchema } from '../project/schema/gather-schema.js';
import { parseHistory } from '../sql/parse.js';
import { gatherAllows } from './allows.js';
import { gatherCatalogs, type Workload } from './catalogs.js';
import { endsTransactions, extensionsOf, preludeOf } from './prelude.js';
import { Stopwatch } from './stopwatch.js';
import { Watchdog } from './watchdog.js';

export interface GatherRequest {
  readonly project: Project;
  readonly history: History;
  /** Absolute path that paths in the report are relative to. */
  readonly cwd: string;
  readonly server: Omit<ServerOptions, 'extensions' | 'signal'>;
  /** SQL texts that are run before everything else. */
  readonly bootstrap: readonly string[];
  /** Limit for one step: a migration, the start of the server, loading the schema. */
  readonly timeoutSeconds: number;
  readonly onStep: (step: string) => void;
}

/** Everything that the checks need. Throws CannotJudge where the world does not let itself be read. */
export async function gather(request: GatherRequest): Promise<{ facts: Facts; timings: Timings }> {
  const stopwatch = new Stopwatch();
  using watchdog = new Watchdog(request.timeoutSeconds, request.onStep);
  try {
    const facts = await gatherFacts(request, stopwatch, watchdog);
    return { facts, timings: stopwatch.read() };
  } catch (error) {
    throw watchdog.explain(error);
  }
}

async function gatherFacts(request: GatherRequest, stopwatch: Stopwatch, watchdog: Watchdog): Promise<Facts> {
  const { project, history } = request;
  watchdog.enter('reading the schema and starting Postgres');
  // Loading the schema takes as long as starting the server, and neither needs the other.
  const schema = stopwatch.measure('schemaMs', () =>
    gatherSchema(project, history, {
      cwd: request.cwd,
      timeoutMs: request.timeoutSeconds * 1000,
      signal: watchdog.signal,
    }),
  );
  schema.catch(() => {});
  const parsed = await parseHistory(history);
  const allows = await gatherAllows(request.cwd, parsed);
  const extensions = extensionsOf(parsed.values());
  await using server = await stopwatch.measure('serverMs', () =>
    startServer({ ...request.server, extensions, signal: watchdog.signal }),
  );
  const workload = workloadOf(request, parsed, schema, watchdog);
  const { replays, catalogs } = await gatherCatalogs(server, workload, stopwatch);
  return {
    now: Date.now(),
    project,
    history,
    base: skipped('no base branch was named'),
    newTags: null,
    judgedTags: null,
    parsed,
    server: gathered(server.facts),
    replays,
    schema: await schema,
    catalogs,
    drift: compareSides(catalogs),
    allows,
  };
}

function workloadOf(
  { project, history, bootstrap }: GatherRequest,
  parsed: ReadonlyMap<string, ParsedFile>,
  schema: Workload['schema'],
  watchdog: Watchdog,
): Workload {
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
    bootstrap,
    prelude: preludeOf(parsed.values()),
    endsTransactions: endsTransactions(parsed.values()),
    schema,
  };
}
