/** Builds the state of a target on an ephemeral server, and runs there what is pending, as it will be run. */
import type postgres from 'postgres';
import { compareDeployed } from '../compare/compare-deployed.js';
import { withoutPlatform } from '../compare/without-platform.js';
import { CannotJudge } from '../model/cannot-judge.js';
import type { Catalog, Difference } from '../model/catalog.js';
import type { DeployedFacts } from '../model/deployed.js';
import type { Proof, ProvenStep, Step, TransactionMode } from '../model/proof.js';
import type { PlannedMigration } from '../model/release.js';
import type { EphemeralServer } from '../model/server.js';
import { runBootstrap } from '../gather/bootstrap.js';
import { appliedOf, type Construction } from '../gather/deployed.js';
import { readCatalog } from '../postgres/catalog/read-catalog.js';
import { replayStepByStep } from '../postgres/replay/replay.js';
import { startTrace } from '../postgres/replay/trace.js';
import { withoutLeftovers } from './leftovers.js';
import { rebuild } from './rebuild.js';
import { runStep, type Runner } from './run-step.js';
import { cutSteps } from './steps.js';

export interface ProofRequest {
  readonly server: EphemeralServer;
  readonly construction: Construction;
  /** Of a server of the same major. */
  readonly deployed: DeployedFacts;
  readonly mode: TransactionMode;
}

/** Throws CannotJudge where not even the applied entries can be replayed. */
export async function provePlan(request: ProofRequest): Promise<Proof> {
  const { construction, deployed, mode } = request;
  const steps = cutSteps(deployed.match.next ?? [], construction.script.parsed, mode);
  const { catalog, leftovers } = withoutLeftovers(deployed.catalog, steps, construction.script.parsed);
  const goal = { ...request, catalog };
  const done = await countDone(goal, steps[0]);
  await using state = await buildApplied(goal);
  await advance(state, steps[0], done);
  const drift = await state.compare();
  const unbuilt = await rebuild(state.sql, { deployed: catalog, compare: state.compare });
  const before = await state.read();
  const { platform } = state;
  return { platform, before, done, leftovers, drift, unbuilt, ...(await runSteps(state, steps, done)) };
}

interface Goal extends ProofRequest {
  /** What is deployed, without what a killed run left half made. */
  readonly catalog: Catalog;
}

/** An ephemeral database on the way to what is deployed. */
interface State extends AsyncDisposable {
  readonly sql: postgres.Sql;
  readonly construction: Construction;
  readonly platform: Catalog;
  readonly read: () => Promise<Catalog>;
  readonly compare: () => Promise<readonly Difference[]>;
}

async function buildApplied({ server, construction, deployed, catalog }: Goal): Promise<State> {
  const { script, bootstrap, obstacle, onStep } = construction;
  if (obstacle !== null) throw cannotReplay(obstacle);
  const database = await server.createDatabase();
  const sql = await database.connect();
  await runBootstrap(sql, bootstrap, onStep);
  const platform = await readCatalog(sql, { tracker: script.tracker });
  const { failure } = await replayStepByStep(sql, { ...script, migrations: appliedOf(deployed.match) });
  if (failure !== null) {
    const { message, sqlstate } = failure.error;
    throw cannotReplay(`"${failure.tag}" fails: ${message} (${sqlstate})`);
  }
  const read = async () => withoutPlatform(await readCatalog(sql, { tracker: script.tracker }), platform);
  return {
    sql,
    construction,
    platform,
    read,
    compare: async () => compareDeployed(await read(), catalog),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

function cannotReplay(reason: string): CannotJudge {
  return new CannotJudge(`what is applied cannot be replayed: ${reason}`, {
    hint: 'Run "drizzle-gatekeeper check", and mend what it finds in the history.',
  });
}

/**
 * A run that was killed within a step without a transaction leaves the state after one of its statements: the last such
 * state that is the deployed one tells how many have run.
 */
async function countDone(goal: Goal, first: Step | undefined): Promise<number> {
  if (first?.transaction !== 'none') return 0;
  await using state = await buildApplied(goal);
  let done = 0;
  if ((await state.compare()).length === 0) return done;
  let ran = 0;
  const afterStatement = async (): Promise<void> => {
    ran += 1;
    if ((await state.compare()).length === 0) done = ran;
  };
  await runStep(await runnerOf(state, afterStatement), first, 0);
  return done;
}

/** Runs the first `count` statements. */
async function advance({ sql, construction }: State, step: Step | undefined, count: number): Promise<void> {
  const [migration] = step?.migrations ?? [];
  const statements = construction.script.parsed.get(migration?.tag ?? '')?.statements ?? [];
  for (const { text } of statements.slice(0, count)) await sql.unsafe(text);
}

async function runSteps(
  state: State,
  steps: readonly Step[],
  done: number,
): Promise<Pick<Proof, 'steps' | 'pending' | 'failure'>> {
  const proven: ProvenStep[] = [];
  const pending: PlannedMigration[] = [];
  const runner = await runnerOf(state);
  for (const [position, step] of steps.entries()) {
    const { migrations, failure } = await runStep(runner, step, position === 0 ? done : 0);
    pending.push(...migrations);
    if (failure !== null) return { steps: proven, pending, failure };
    proven.push({ ...step, after: await state.read() });
  }
  return { steps: proven, pending, failure: null };
}

async function runnerOf({ sql, construction }: State, afterStatement?: () => Promise<void>): Promise<Runner> {
  const { script } = construction;
  return { sql, script, trace: await startTrace(sql, script.tracker), ...(afterStatement && { afterStatement }) };
}
