/** What `status` knows of an environment. */
import { resolve } from 'node:path';
import type { DeployedFacts } from '../model/deployed.js';
import type { Facts } from '../model/facts.js';
import { gathered, skipped } from '../model/gathered.js';
import type { ParsedFile } from '../model/sql.js';
import { openDeployed } from '../postgres/deployed/open-deployed.js';
import { parseHistory } from '../sql/parse.js';
import { schemasIn } from '../sql/schemas.js';
import { gatherAllows } from './allows.js';
import { constructionOf } from './construction.js';
import { compareReading, readDeployed, type DatabaseSource, type DeployedReading } from './deployed.js';
import { startFor, type GatherRequest } from './gather.js';
import { partialFacts } from './partial-facts.js';
import { Watchdog } from './watchdog.js';

export type EnvironmentRequest = Omit<GatherRequest, 'base' | 'scope' | 'database' | 'idempotency'>;

/**
 * Reads one environment in one read-only transaction, and closes it. Without `isCompared` no server is started and the
 * schema is read, not compared. Throws CannotJudge where it cannot be read.
 */
export async function gatherEnvironment(
  request: EnvironmentRequest,
  { url, variable }: Pick<DatabaseSource, 'url' | 'variable'>,
  isCompared: boolean,
): Promise<{ readonly facts: Facts; readonly deployed: DeployedFacts }> {
  using watchdog = new Watchdog(request.timeoutSeconds, request.onStep);
  return await watchdog.watch(read(request, { url, variable }, isCompared, watchdog));
}

async function read(
  request: EnvironmentRequest,
  { url, variable }: Pick<DatabaseSource, 'url' | 'variable'>,
  isCompared: boolean,
  watchdog: Watchdog,
): Promise<{ readonly facts: Facts; readonly deployed: DeployedFacts }> {
  const { project, history, cwd, timeoutSeconds } = request;
  watchdog.enter(`reading the database of ${variable}`);
  const parsed = await parseHistory(history);
  const reading = await readOnce(url, variable, { project, history, timeoutMs: timeoutSeconds * 1000 });
  const deployed = isCompared
    ? await compare(request, reading, parsed, watchdog)
    : await compareReading(reading, skipped('not asked for: --compare'), schemasIn(parsed.values()));
  const allows = await gatherAllows(cwd, history, parsed);
  const known = { parsed, allows, deployed: gathered(deployed) };
  return { facts: partialFacts(request, '"status" does not ask for it', known), deployed };
}

async function readOnce(
  url: string,
  variable: string,
  target: Parameters<typeof readDeployed>[1],
): Promise<DeployedReading> {
  await using deployed = await openDeployed(url, variable);
  return await readDeployed(deployed, target);
}

async function compare(
  request: EnvironmentRequest,
  reading: DeployedReading,
  parsed: ReadonlyMap<string, ParsedFile>,
  watchdog: Watchdog,
): Promise<DeployedFacts> {
  const { project, cwd } = request;
  watchdog.enter('starting Postgres');
  const folder = resolve(cwd, project.migrations);
  await using server = await startFor(request, gathered(reading), { folder, signal: watchdog.signal });
  const construction = { ...constructionOf(request, parsed, watchdog), server };
  return await compareReading(reading, gathered(construction), schemasIn(parsed.values()));
}
