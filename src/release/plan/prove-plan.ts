/** Brings an ephemeral database to the state of a target, and runs there what is pending, as it will be run. */
import type { Proof, Step } from '../../model/proof.js';
import { advance, buildLikeness, runnerOf, runSteps, type Goal, type ProofRequest } from './likeness.js';
import { withoutLeftovers } from './leftovers.js';
import { rebuild } from './rebuild.js';
import { readIdentities } from './identities.js';
import { deriveRollback } from './rollback.js';
import { runStep } from './run-step.js';
import { cutSteps } from './steps.js';

/** Throws CannotJudge where not even the applied entries can be replayed. */
export async function provePlan(request: ProofRequest): Promise<Proof> {
  const { construction, deployed, mode, withRollback = false } = request;
  const steps = cutSteps(deployed.match.next ?? [], construction.script.parsed, mode);
  const { catalog, leftovers } = withoutLeftovers(deployed.catalog, steps, construction.script.parsed);
  const goal = { ...request, catalog };
  const done = await countDone(goal, steps[0]);
  await using likeness = await buildLikeness(goal);
  await advance(likeness, steps[0], done);
  const drift = await likeness.compare();
  const { left: unbuilt } = await rebuild(likeness.sql, { wanted: catalog, compare: likeness.compare });
  const before = await likeness.read();
  const identities = await readIdentities(likeness.sql);
  const ran = await runSteps(likeness, steps, done);
  const run = () => runSteps(likeness, steps, done);
  const forward = { before, identities, migrations: deployed.match.next ?? [], pending: ran.pending, run };
  const isDue = withRollback && ran.failure === null && steps.length > 0;
  const rollback = isDue ? await deriveRollback(likeness, forward) : null;
  return { platform: likeness.platform, before, done, leftovers, drift, unbuilt, ...ran, rollback };
}

/**
 * A run that was killed within a step without a transaction leaves the state after one of its statements: the last such
 * state that is the deployed one tells how many have run.
 */
async function countDone(goal: Goal, first: Step | undefined): Promise<number> {
  if (first?.transaction !== 'none') return 0;
  await using likeness = await buildLikeness(goal);
  let done = 0;
  if ((await likeness.compare()).length === 0) return done;
  let ran = 0;
  const afterStatement = async (): Promise<void> => {
    ran += 1;
    if ((await likeness.compare()).length === 0) done = ran;
  };
  await runStep(await runnerOf(likeness, afterStatement), first, 0);
  return done;
}
