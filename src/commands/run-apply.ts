/** `apply` on the command line: runs what is pending, and tells what came of it. */
import { refusePullRequest } from '../github/refuse-pull-request.js';
import { secretsOf } from '../inputs/connection-strings.js';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import type { ReleaseRecord } from '../model/release.js';
import { NO_LINKS } from '../report/markdown/links.js';
import { Progress } from '../report/progress.js';
import { redactSources, redactTexts } from '../report/redact.js';
import { isFine, renderRecordJson, renderRecordMarkdown, renderRecordPretty } from '../report/release-record.js';
import type { Sources } from '../report/sources.js';
import { readTerminal } from '../report/terminal.js';
import { applyProject, type Applied } from './apply.js';
import { print } from './print.js';
import { readSurroundings } from './surroundings.js';

/** 0: the database is as the history wants it. 1: refused, rolled back, or not as proven. Throws CannotJudge, which is 2. */
export async function runApply(options: Options, environment: NodeJS.ProcessEnv): Promise<0 | 1> {
  const render = recordRendererOf(options);
  using progress = new Progress();
  const { record, sources } = await applyTrusted(options, environment, progress.step);
  progress[Symbol.dispose]();
  await print(render(record, sources), options);
  return isFine(record) ? 0 : 1;
}

/** Redacted. Throws CannotJudge, also on an event of a pull request. */
export async function applyTrusted(
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

/** Throws CannotJudge where a record has no such form. */
export function recordRendererOf(options: Options): (record: ReleaseRecord, sources: Sources) => string {
  const form = formOf(options);
  return (record, sources) => RENDERERS[form](record, sources, options);
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
