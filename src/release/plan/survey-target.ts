/** What a release asks of its target before it proves anything. */
import { readDeployed, type DeployedReading, type Target } from '../../gather/deployed.js';
import type { Pooler, Rights } from '../../model/proof.js';
import type { TableSize } from '../../model/release.js';
import { detectPooler } from '../../postgres/deployed/detect-pooler.js';
import { openDeployed, readOnly, type Deployed } from '../../postgres/deployed/open-deployed.js';
import { readRights } from '../../postgres/deployed/read-rights.js';
import { readSizes } from '../../postgres/deployed/read-sizes.js';

export interface SurveyRequest extends Pick<Target, 'project' | 'history'> {
  /** Connection string of the target, and the environment variable that holds it: for a second connection. */
  readonly target: { readonly url: string; readonly variable: string };
  /** Limit for one statement. */
  readonly timeoutSeconds: number;
}

export interface Survey {
  readonly reading: DeployedReading;
  readonly rights: Rights;
  readonly sizes: readonly TableSize[];
  readonly pooler: Pooler;
}

/** In read-only transactions. Throws CannotJudge where rights or time do not suffice. */
export async function surveyTarget(request: SurveyRequest, deployed: Deployed): Promise<Survey> {
  const { project, history, target } = request;
  const timeoutMs = request.timeoutSeconds * 1000;
  const reading = await readDeployed(deployed, { project, history, timeoutMs });
  const { rights, sizes } = await readOnly(deployed.sql, timeoutMs, async () => ({
    rights: await readRights(deployed.sql, project.tracker, history.layout),
    sizes: await readSizes(deployed.sql),
  }));
  await using second = await openDeployed(target.url, target.variable);
  return { reading, rights, sizes, pooler: await detectPooler(deployed.sql, second.sql) };
}
