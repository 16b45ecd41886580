/** Reads what a plan is made of: history, target, and what an ephemeral server makes of both. */
import { resolve } from 'node:path';
import { reachesBeyondDatabase } from '../../sql/outside-transactions.js';
import { isComparable } from '../../compare/compare-deployed.js';
import { compareReading, type Construction, type DeployedReading } from '../../gather/deployed.js';
import { gatherAllows } from '../../gather/allows.js';
import { startFor, type GatherRequest } from '../../gather/gather.js';
import { constructionOf } from '../../gather/construction.js';
import { partialFacts } from '../../gather/partial-facts.js';
import type { Watchdog } from '../../gather/watchdog.js';
import type { DeployedFacts } from '../../model/deployed.js';
import type { Facts } from '../../model/facts.js';
import { gathered, skipped, type Gathered } from '../../model/gathered.js';
import type { Proof, TransactionMode } from '../../model/proof.js';
import type { TableSize } from '../../model/release.js';
import type { EphemeralServer } from '../../model/server.js';
import type { Deployed } from '../../postgres/deployed/open-deployed.js';
import { parseHistory } from '../../sql/parse.js';
import { schemasIn } from '../../sql/schemas.js';
import { provePlan } from './prove-plan.js';
import { surveyTarget, type SurveyRequest } from './survey-target.js';

export interface PlanRequest
  extends
    Pick<
      GatherRequest,
      'project' | 'siblings' | 'history' | 'cwd' | 'now' | 'server' | 'bootstrap' | 'timeoutSeconds' | 'onStep'
    >,
    Pick<SurveyRequest, 'target'> {
  /** Objects whose difference from the history is taken as it is. */
  readonly accepted: readonly string[];
  readonly mode: TransactionMode;
  /** Whether the way back is asked for. */
  readonly withRollback?: boolean;
}

/** Facts for the checks, and what they do not ask for. */
export interface Gathering {
  readonly facts: Facts;
  /** Schemas that the history makes. */
  readonly schemas: readonly string[];
  /** Of the target. */
  readonly sizes: readonly TableSize[];
  readonly reading: DeployedReading;
}

/** The target is only read, in read-only transactions. Throws CannotJudge where the world does not let itself be read. */
export async function gatherRelease(request: PlanRequest, deployed: Deployed, watchdog: Watchdog): Promise<Gathering> {
  const { project, history, cwd } = request;
  watchdog.enter('reading the database');
  const { reading, rights, sizes, pooler } = await surveyTarget(request, deployed);
  watchdog.enter('starting Postgres');
  const folder = resolve(cwd, project.migrations);
  await using server = await startFor(request, gathered(reading), { folder, signal: watchdog.signal });
  const parsed = await parseHistory(history);
  const schemas = schemasIn(parsed.values());
  const construction = constructionOf(request, parsed, watchdog);
  const target = await compareReading(reading, gathered({ ...construction, server }), schemas);
  const proof = await prove(request, { server, construction, target });
  const release = { accepted: request.accepted, pooler, rights, proof };
  const known = { parsed, allows: await gatherAllows(cwd, history, parsed), server: gathered(server.facts) };
  return {
    facts: partialFacts(request, 'a plan does not ask for it', {
      ...known,
      deployed: gathered(target),
      release: gathered(release),
    }),
    schemas,
    sizes,
    reading,
  };
}

interface Ground {
  readonly server: EphemeralServer;
  readonly construction: Construction;
  readonly target: DeployedFacts;
}

async function prove(
  { mode, withRollback = false }: PlanRequest,
  { server, construction, target }: Ground,
): Promise<Gathered<Proof>> {
  if (target.match.next === null) return skipped('the tracker does not let itself be upgraded');
  if (!isComparable(target.catalog, { serverVersion: server.versionNumber })) {
    return skipped('the ephemeral server is of another major version');
  }
  const statements = target.match.next.flatMap(({ tag }) => construction.script.parsed.get(tag)?.statements ?? []);
  if (statements.some(reachesBeyondDatabase)) return skipped('a pending migration reaches beyond the database');
  return gathered(await provePlan({ server, construction, deployed: target, mode, withRollback }));
}
