/** What stays in its database: the step-by-step replay, with what is done on its way. */
import type postgres from 'postgres';
import { compareCatalogs } from '../compare/compare-catalogs.js';
import type { Catalog, Difference } from '../model/catalog.js';
import type { ReplayFacts } from '../model/facts.js';
import { failed, gathered, type Gathered } from '../model/gathered.js';
import type { Migration } from '../model/history.js';
import type { TrackerPlace } from '../model/project.js';
import type { ReplayOutcome, SecondRun } from '../model/replay.js';
import type { EphemeralServer } from '../model/server.js';
import { readCatalog } from '../postgres/catalog/read-catalog.js';
import { replayStepByStep, type Script } from '../postgres/replay/replay.js';
import { resetSqlFor } from '../postgres/replay/reset-session.js';
import { runAgain } from '../postgres/replay/run-again.js';
import { watchBefore } from './before.js';
import { watchGuards } from './guards.js';
import type { Stopwatch } from './stopwatch.js';
import { replayBoth, replayUpgradeAlone, type Replayed } from './upgrade.js';
import { elsewhere, type Workload } from './workload.js';

export interface Committed {
  readonly stepByStep: Gathered<ReplayOutcome>;
  readonly upgrade: ReplayFacts['upgrade'];
  readonly secondRuns: ReplayFacts['secondRuns'];
  readonly maskedGuards: ReplayFacts['maskedGuards'];
  readonly replayed: Gathered<Catalog>;
  readonly before: Gathered<Catalog>;
}

/** Expects an empty database, but for what the platform has. */
export async function gatherCommitted(
  server: EphemeralServer,
  sql: postgres.Sql,
  workload: Workload,
  stopwatch: Stopwatch,
): Promise<Committed> {
  const { script, secondRuns } = withSecondRun(workload);
  const { tracker } = script;
  const guards = watchGuards(script, workload.judges);
  const watched = watchBefore(guards.script, workload.newTags, (connection) => readCatalog(connection, { tracker }));
  await watched.start(sql);
  const { stepByStep, upgrade } = await stopwatch.measure('replayMs', () =>
    replaySteps(server, sql, workload, watched.script),
  );
  return {
    stepByStep,
    upgrade,
    secondRuns: stepByStep.status === 'gathered' ? secondRuns : stepByStep,
    maskedGuards: stepByStep.status === 'gathered' ? gathered(guards.masked) : stepByStep,
    replayed: await stopwatch.measure('compareMs', () => readReplayed(sql, stepByStep, tracker)),
    before: watched.before(),
  };
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

async function readReplayed(
  sql: postgres.Sql,
  stepByStep: Gathered<ReplayOutcome>,
  tracker: TrackerPlace,
): Promise<Gathered<Catalog>> {
  if (stepByStep.status !== 'gathered') return stepByStep;
  const { failure } = stepByStep.value;
  if (failure !== null) return failed(`the replay stopped at "${failure.tag}"`);
  return gathered(await readCatalog(sql, { tracker }));
}
