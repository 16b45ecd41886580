/** The GitHub Action: one of its modes; a failed verdict fails the step. */
import { relative, resolve, sep } from 'node:path';
import { CHECKS } from '../checks/registry.js';
import { maskSecrets } from '../github/mask.js';
import { publish, publishFailure, publishMatrix } from '../github/publish.js';
import { readActionInputs } from '../inputs/action-inputs.js';
import { secretsOf } from '../inputs/connection-strings.js';
import type { Mode, Options } from '../inputs/table.js';
import { describeFailure } from '../report/failure.js';
import { redactSources, redactVerdict } from '../report/redact.js';
import { renderReport } from '../report/report.js';
import { readTerminal } from '../report/terminal.js';
import { check } from './check.js';
import { compileQuickly } from './compile-quickly.js';
import { list, renderMatrix } from './list.js';
import { print } from './print.js';
import { applyAndPublish, planAndPublish, statusAndPublish } from './release-modes.js';
import { formatOf } from './run-check.js';
import { runComment } from './run-comment.js';
import { readSurroundings } from './surroundings.js';

/** Never throws: what stands in the way of a verdict fails the step with its reason. */
export async function runAction(environment: NodeJS.ProcessEnv): Promise<void> {
  compileQuickly();
  const secrets = secretsOf(environment);
  maskSecrets(secrets);
  try {
    const { mode, options } = readActionInputs(environment);
    const workspace = environment['GITHUB_WORKSPACE'] ?? process.cwd();
    const root = relative(workspace, resolve(options.workingDirectory)).split(sep).join('/');
    await RUN[mode](options, environment, { root, secrets });
  } catch (error) {
    await publishFailure(describeFailure(error, secrets));
  }
}

interface Context {
  /** POSIX path from the workspace to the working directory of the run; empty: they are the same. */
  readonly root: string;
  readonly secrets: readonly string[];
}

const RUN: Readonly<
  Record<Mode, (options: Options, environment: NodeJS.ProcessEnv, context: Context) => Promise<void>>
> = {
  check: checkAndPublish,
  plan: planAndPublish,
  apply: applyAndPublish,
  list: async (options) => publishMatrix(renderMatrix(await list(options))),
  status: statusAndPublish,
  comment: runComment,
};

async function checkAndPublish(
  options: Options,
  environment: NodeJS.ProcessEnv,
  { root, secrets }: Context,
): Promise<void> {
  const format = formatOf(options);
  const result = await check(options, await readSurroundings(options, environment));
  const verdict = redactVerdict(result.verdict, secrets);
  const sources = redactSources(result.sources, secrets);
  if (options.output !== null) {
    await print(renderReport(verdict, format, sources, readTerminal(false), CHECKS), options);
  }
  const writes = { comment: options.comment === 'on', suggestions: options.suggestions === 'on' };
  await publish({ verdict, sources, root, token: options.githubToken, writes, rules: CHECKS });
}
