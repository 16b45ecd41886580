/** `plan` on the command line: tells what `apply` would do, and writes nothing to the database. */
import { secretsOf } from '../inputs/connection-strings.js';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import type { History } from '../model/history.js';
import type { Proof } from '../model/proof.js';
import type { Plan } from '../model/release.js';
import { openDeployed } from '../postgres/deployed/open-deployed.js';
import { refuseOther } from '../release/apply/expectations.js';
import type { PlanRequest } from '../release/plan/gather-release.js';
import { planRelease, type Release } from '../release/plan/plan-release.js';
import { NO_LINKS } from '../report/markdown/links.js';
import { renderPlanJson } from '../report/plan/json.js';
import { renderPlanMarkdown } from '../report/plan/markdown.js';
import { renderPlanPretty } from '../report/plan/pretty.js';
import { renderRollback } from '../report/plan/rollback.js';
import { Progress } from '../report/progress.js';
import { redactSources, redactTexts } from '../report/redact.js';
import type { Sources } from '../report/sources.js';
import { readTerminal } from '../report/terminal.js';
import { readRequests } from './projects.js';
import { print } from './print.js';
import { readSurroundings, type Surroundings } from './surroundings.js';

/** 0: it may be applied, or nothing is pending. 1: refused. Throws CannotJudge, which is 2. */
export async function runPlan(options: Options, environment: NodeJS.ProcessEnv): Promise<0 | 1> {
  const render = planRendererOf(options);
  const surroundings = await readSurroundings(options, environment);
  using progress = new Progress();
  const request = await readPlanRequest(options, surroundings, progress.step);
  const { plan, proof } = await planFor(request, options);
  progress[Symbol.dispose]();
  const secrets = secretsOf(environment);
  // Without the plan itself there is nothing to come back from.
  if (plan.refusals.length === 0 && proof !== null && options.rollback === true) {
    return await printRollback(plan, proof, options, secrets);
  }
  const sources = redactSources(sourcesOf(request.history), secrets);
  await print(render(redactTexts(plan, secrets), sources), options);
  return plan.refusals.length > 0 ? 1 : 0;
}

/** 1: it is not the whole way, or not proven. */
async function printRollback(
  plan: Plan,
  { rollback }: Proof,
  options: Options,
  secrets: readonly string[],
): Promise<0 | 1> {
  if (rollback === null) {
    throw new CannotJudge('nothing is pending, so there is nothing to come back from', {
      hint: 'Run "drizzle-gatekeeper plan --rollback" before "drizzle-gatekeeper apply".',
    });
  }
  await print(renderRollback(redactTexts(plan, secrets), redactTexts(rollback, secrets)), options);
  return rollback.fault === null ? 0 : 1;
}

/** Connects, plans, and looks at what was said of the database beforehand. */
export async function planFor(request: PlanRequest, { expectDatabase }: Options): Promise<Release> {
  const { url, variable } = request.target;
  await using deployed = await openDeployed(url, variable);
  const expected = { database: expectDatabase, history: null, fingerprint: null };
  const stranger = refuseOther(deployed.server, request.history, expected);
  const release = await planRelease(request, deployed);
  if (stranger === null) return release;
  return { ...release, plan: { ...release.plan, refusals: [stranger, ...release.plan.refusals] } };
}

/** Of the one project that the options name, and its database. Throws CannotJudge where there are several, or none. */
export async function readPlanRequest(
  options: Options,
  surroundings: Surroundings,
  onStep: (step: string) => void,
): Promise<PlanRequest> {
  const [request, ...others] = await readRequests(options, surroundings);
  if (request === undefined || others.length > 0) {
    throw new CannotJudge(`${others.length + 1} projects are found, and a release is of one`, {
      hint: 'Name it with --config FILE.',
    });
  }
  const { database } = request;
  if (database.status !== 'gathered') {
    throw new CannotJudge(database.reason, {
      hint: 'Set DATABASE_URL, or name another variable with --database-url-env.',
    });
  }
  const { accept: accepted, transaction: mode } = options;
  return { ...request, target: database.value, accepted, mode, withRollback: options.rollback === true, onStep };
}

/** Throws CannotJudge where a plan has no such form. */
export function planRendererOf(options: Options): (plan: Plan, sources: Sources) => string {
  const form = formOf(options);
  return (plan, sources) => RENDERERS[form](plan, sources, options);
}

type Form = 'pretty' | 'json' | 'markdown';

/** A file that is called so is JSON without being asked: it is what `apply --plan` reads. */
function formOf({ format, output }: Options): Form {
  if (format === 'pretty' && output?.endsWith('.json') === true) return 'json';
  if (format === 'pretty' || format === 'json' || format === 'markdown') return format;
  throw new CannotJudge(`"plan" has no form "${format}"`, { hint: 'Use one of pretty, json, markdown.' });
}

const RENDERERS: Readonly<Record<Form, (plan: Plan, sources: Sources, options: Options) => string>> = {
  json: renderPlanJson,
  markdown: (plan, sources) => renderPlanMarkdown(plan, { sources, links: NO_LINKS }),
  pretty: (plan, sources, { color, output }) =>
    renderPlanPretty(plan, sources, readTerminal(output === null ? color : false)),
};

/** Texts that a report quotes from. */
export function sourcesOf({ files }: History): Sources {
  return new Map(files.map(({ path, text }) => [path, text]));
}
