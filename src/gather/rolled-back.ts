/** What is built and leaves nothing behind: the fresh install, and the declared and the recorded catalog. */
import type postgres from 'postgres';
import type { Catalog } from '../model/catalog.js';
import { failed, gathered, type Gathered } from '../model/gathered.js';
import type { BuildFailure, ReplayOutcome } from '../model/replay.js';
import type { EphemeralServer } from '../model/server.js';
import { buildCatalog, type Blueprint } from '../postgres/replay/build-catalog.js';
import { replayFreshInstall } from '../postgres/replay/replay.js';
import type { Stopwatch } from './stopwatch.js';
import { elsewhere, type Workload } from './workload.js';

export interface RolledBack {
  readonly freshInstall: Gathered<ReplayOutcome>;
  readonly declared: Built;
  readonly recorded: Built;
}

export interface Built {
  readonly catalog: Gathered<Catalog>;
  readonly failures: readonly (BuildFailure & { readonly catalog: 'declared' | 'recorded' })[];
}

/** One after the other on an empty database, which is as empty afterwards. */
export async function gatherRolledBack(
  server: EphemeralServer,
  sql: postgres.Sql,
  workload: Workload,
  stopwatch: Stopwatch,
): Promise<RolledBack> {
  const freshInstall = await stopwatch.measure('replayMs', () => replayAtOnce(server, sql, workload));
  // The schema has a limit of its own; what is left of a migration's must not run out before it.
  workload.onStep('loading the schema');
  const schema = await workload.schema;
  const build = (name: 'declared' | 'recorded'): Promise<Built> =>
    stopwatch.measure('compareMs', () => buildFrom(sql, schema[name], workload, name));
  return { freshInstall, declared: await build('declared'), recorded: await build('recorded') };
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
