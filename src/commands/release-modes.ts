/** The modes of the Action that concern a deployed database: what the commands do, and what a step of a workflow leaves. */
import { publishPlan, publishRelease } from '../github/publish-release.js';
import { publishStatus } from '../github/publish-status.js';
import { refusePullRequest } from '../github/refuse-pull-request.js';
import type { Options } from '../inputs/table.js';
import { redact, redactSources, redactTexts } from '../report/redact.js';
import { visible } from '../report/visible.js';
import { print } from './print.js';
import { applyTrusted, recordRendererOf } from './run-apply.js';
import { planFor, planRendererOf, readPlanRequest, sourcesOf } from './run-plan.js';
import { failureOf, status } from './status.js';
import { readSurroundings } from './surroundings.js';

/** Each step a line of the log. Throws CannotJudge. */
export async function applyAndPublish(
  options: Options,
  environment: NodeJS.ProcessEnv,
  { root, secrets }: { readonly root: string; readonly secrets: readonly string[] },
): Promise<void> {
  const render = recordRendererOf(options);
  const log = (step: string): void => void process.stdout.write(`${visible(redact(step, secrets))}\n`);
  const applied = await applyTrusted(options, environment, log);
  if (options.output !== null) await print(render(applied.record, applied.sources), options);
  await publishRelease({ ...applied, root });
}

/** As a mode of the Action: in the log, the job summary and a file. Throws CannotJudge. */
export async function planAndPublish(
  options: Options,
  environment: NodeJS.ProcessEnv,
  { root, secrets }: { readonly root: string; readonly secrets: readonly string[] },
): Promise<void> {
  refusePullRequest('plan', environment);
  const render = planRendererOf(options);
  const surroundings = await readSurroundings(options, environment);
  const request = await readPlanRequest(options, surroundings, () => undefined);
  const plan = redactTexts((await planFor(request, options)).plan, secrets);
  const sources = redactSources(sourcesOf(request.history), secrets);
  if (options.output !== null) await print(render(plan, sources), options);
  await publishPlan({ plan, sources, root });
}

/** Mode `status` of the Action. Throws CannotJudge on an event of a pull request. */
export async function statusAndPublish(
  options: Options,
  environment: NodeJS.ProcessEnv,
  { root, secrets }: { readonly root: string; readonly secrets: readonly string[] },
): Promise<void> {
  refusePullRequest('status', environment);
  const { environments, sources } = await status(options, await readSurroundings(options, environment), environment);
  const failure = failureOf(environments, options);
  const redacted = { environments: redactTexts(environments, secrets), sources: redactSources(sources, secrets) };
  await publishStatus({ ...redacted, root, failure });
}
