/** `status` on the command line: prints where environments stand, returns the exit code. */
import { secretsOf } from '../inputs/connection-strings.js';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import type { Environment } from '../model/status.js';
import { Progress } from '../report/progress.js';
import { redactSources, redactTexts } from '../report/redact.js';
import type { Sources } from '../report/sources.js';
import { renderStatusJson } from '../report/status/json.js';
import { renderStatusMarkdown } from '../report/status/markdown.js';
import { renderStatusPretty } from '../report/status/pretty.js';
import { readTerminal } from '../report/terminal.js';
import { print } from './print.js';
import { failureOf, status } from './status.js';
import { readSurroundings } from './surroundings.js';

/** 0: read. 1: findings at or above the threshold, or with `--fail-on-pending` something is. Throws CannotJudge, which is 2. */
export async function runStatus(options: Options, environment: NodeJS.ProcessEnv): Promise<0 | 1> {
  const render = RENDERERS[formOf(options)];
  const surroundings = await readSurroundings(options, environment);
  using progress = new Progress();
  const { environments, sources } = await status(options, surroundings, environment, progress.step);
  progress[Symbol.dispose]();
  const secrets = secretsOf(environment);
  await print(render(redactTexts(environments, secrets), redactSources(sources, secrets), options), options);
  return failureOf(environments, options) === null ? 0 : 1;
}

type Form = 'pretty' | 'json' | 'markdown';

function formOf({ format }: Options): Form {
  if (format === 'pretty' || format === 'json' || format === 'markdown') return format;
  throw new CannotJudge(`"status" has no form "${format}"`, { hint: 'Use one of pretty, json, markdown.' });
}

type Render = (environments: readonly Environment[], sources: Sources, options: Options) => string;

const RENDERERS: Readonly<Record<Form, Render>> = {
  json: renderStatusJson,
  markdown: (environments, sources) => renderStatusMarkdown(environments, sources),
  pretty: (environments, sources, { color, output }) =>
    renderStatusPretty(environments, sources, readTerminal(output === null ? color : false)),
};
