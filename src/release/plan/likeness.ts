/** An ephemeral database in the likeness of a target. */
import type postgres from 'postgres';
import { compareDeployed } from '../../compare/compare-deployed.js';
import { withoutPlatform } from '../../compare/without-platform.js';
import { CannotJudge } from '../../model/cannot-judge.js';
import type { Catalog, Difference } from '../../model/catalog.js';
import type { DeployedFacts } from '../../model/deployed.js';
import type { Proof, ProvenStep, Step, TransactionMode } from '../../model/proof.js';
import type { PlannedMigration } from '../../model/release.js';
import type { EphemeralServer } from '../../model/server.js';
import { runBootstrap } from '../../gather/bootstrap.js';
import { appliedOf, type Construction } from '../../gather/deployed.js';
import { readCatalog } from '../../postgres/catalog/read-catalog.js';
import { replayStepByStep } from '../../postgres/replay/replay.js';
import { startTrace } from '../../postgres/replay/trace.js';
import { runStep, type Runner } from './run-step.js';

export interface ProofRequest {
  readonly server: EphemeralServer;
  readonly construction: Construction;
  /** Of a server of the same major. */
  readonly deployed: DeployedFacts;
  readonly mode: TransactionMode;
  /** Whether the way back is asked for. */
  readonly withRollback?: boolean;
}

export interface Goal extends ProofRequest {
  /** What is deployed, without what a killed run left half made. */
  readonly catalog: Catalog;
}

/** On the way from what the applied entries build to what is deployed, and on to what is pending. */
export interface Likeness extends AsyncDisposable {
  readonly sql: postgres.Sql;
  readonly construction: Construction;
  readonly platform: Catalog;
  readonly read: () => Promise<Catalog>;
  readonly compare: () => Promise<readonly Difference[]>;
}

/** What the applied entries build. Throws CannotJudge where they do not. */
export async function buildLikeness({ server, construction, deployed, catalog }: Goal): Promise<Likeness> {
  const { script, bootstrap, obstacle, onStep } = construction;
  if (obstacle !== null) throw cannotReplay(obstacle);
  const database = await server.createDatabase();
  const sql = await database.connect();
  await runBootstrap(sql, bootstrap, onStep);
  const platform = await readCatalog(sql, { tracker: script.tracker });
  const { failure } = await replayStepByStep(sql, {
    ...script,
    migrations: appliedOf(deployed.match),
  });
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

/** Runs the first `count` statements. */
export async function advance({ sql, construction }: Likeness, step: Step | undefined, count: number): Promise<void> {
  const [migration] = step?.migrations ?? [];
  const statements = construction.script.parsed.get(migration?.tag ?? '')?.statements ?? [];
  for (const { text } of statements.slice(0, count)) await sql.unsafe(text);
}

/** Up to the first failure. */
export async function runSteps(
  likeness: Likeness,
  steps: readonly Step[],
  done: number,
): Promise<Pick<Proof, 'steps' | 'pending' | 'failure'>> {
  const proven: ProvenStep[] = [];
  const pending: PlannedMigration[] = [];
  const runner = await runnerOf(likeness);
  for (const [position, step] of steps.entries()) {
    const { migrations, failure } = await runStep(runner, step, position === 0 ? done : 0);
    pending.push(...migrations);
    if (failure !== null) return { steps: proven, pending, failure };
    proven.push({ ...step, after: await likeness.read() });
  }
  return { steps: proven, pending, failure: null };
}

export async function runnerOf({ sql, construction }: Likeness, afterStatement?: () => Promise<void>): Promise<Runner> {
  const { script } = construction;
  return { sql, script, trace: await startTrace(sql, script.tracker), ...(afterStatement && { afterStatement }) };
}
