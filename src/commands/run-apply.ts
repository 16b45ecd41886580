/** `apply` on the command line and as a mode of the Action: runs what is pending, and tells what came of it. */
import { publishRelease } from '../github/publish-release.js';
import { refusePullRequest } from '../github/refuse-pull-request.js';
import { secretsOf } from '../inputs/connection-strings.js';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import type { ReleaseRecord } from '../model/release.js';
import { NO_LINKS } from '../report/markdown/links.js';
import { Progress } from '../report/progress.js';
import { redact, redactSources, redactTexts } from '../report/redact.js';
import { isFine, renderRecordJson, renderRecordMarkdown, renderRecordPretty } from '../report/release-record.js';
import type { Sources } from '../report/sources.js';
import { readTerminal } from '../report/terminal.js';
import { visible } from '../report/visible.js';
import { applyProject, type Applied } from './apply.js';
import { print } from './print.js';
import { readSurroundings } from './surroundings.js';

/** 0: the database is as the history wants it. 1: refused, rolled back, or not as proven. Throws CannotJudge, which is 2. */
export async function runApply(options: Options, environment: NodeJS.ProcessEnv): Promise<0 | 1> {
  const form = formOf(options);
  using progress = new Progress();
  const { record, sources } = await applyTrusted(options, environment, progress.step);
  progress[Symbol.dispose]();
  await print(RENDERERS[form](record, sources, options), options);
  return isFine(record) ? 0 : 1;
}

/** Each step a line of the log. Throws CannotJudge. */
export async function applyAndPublish(
  options: Options,
  environment: NodeJS.ProcessEnv,
  { root, secrets }: { readonly root: string; readonly secrets: readonly string[] },
): Promise<void> {
  const form = formOf(options);
  const log = (step: string): void => void process.stdout.write(`${visible(redact(step, secrets))}\n`);
  const applied = await applyTrusted(options, environment, log);
  if (options.output !== null) await print(RENDERERS[form](applied.record, applied.sources, options), options);
  await publishRelease({ ...applied, root });
}

/** Redacted. */
async function applyTrusted(
  options: Options,
  environment: NodeJS.ProcessEnv,
  onStep: (step: string) => void,
): Promise<Applied> {
  refusePullRequest('apply', environment);
  const surroundings = await readSurroundings(options, environment);
  const { record, sources } = await applyProject(options, surroundings, environment, onStep);
  const secrets = secretsOf(environment);
  return { record: redactTexts(record, secrets), sources: redactSources(sources, secrets) };
}

type Form = 'pretty' | 'json' | 'markdown';

/** A file that is called so is JSON without being asked. */
function formOf({ format, output }: Options): Form {
  if (format === 'pretty' && output?.endsWith('.json') === true) return 'json';
  if (format === 'pretty' || format === 'json' || format === 'markdown') return format;
  throw new CannotJudge(`"apply" has no form "${format}"`, { hint: 'Use one of pretty, json, markdown.' });
}

const RENDERERS: Readonly<Record<Form, (record: ReleaseRecord, sources: Sources, options: Options) => string>> = {
  json: renderRecordJson,
  markdown: (record, sources) => renderRecordMarkdown(record, sources, NO_LINKS),
  pretty: (record, sources, { color, output }) =>
    renderRecordPretty(record, sources, readTerminal(output === null ? color : false)),
};
