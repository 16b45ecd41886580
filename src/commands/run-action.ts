/** `check` as a GitHub Action: publishes the report; a failed verdict fails the step. */
import { relative, resolve, sep } from 'node:path';
import { CHECKS } from '../checks/registry.js';
import { maskSecrets } from '../github/mask.js';
import { publish, publishFailure } from '../github/publish.js';
import { readActionInputs } from '../inputs/action-inputs.js';
import { secretsOf } from '../inputs/connection-strings.js';
import { describeFailure } from '../report/failure.js';
import { redactVerdict } from '../report/redact.js';
import { renderReport } from '../report/report.js';
import { readTerminal } from '../report/terminal.js';
import { check } from './check.js';
import { print } from './run-check.js';
import { readSurroundings } from './surroundings.js';

/** Never throws: what stands in the way of a verdict fails the step with its reason. */
export async function runAction(environment: NodeJS.ProcessEnv): Promise<void> {
  const secrets = secretsOf(environment);
  maskSecrets(secrets);
  try {
    const { options } = readActionInputs(environment);
    const result = await check(options, await readSurroundings(options, environment));
    const verdict = redactVerdict(result.verdict, secrets);
    const { sources } = result;
    if (options.output !== null) {
      await print(renderReport(verdict, options.format, sources, readTerminal(false), CHECKS), options);
    }
    const workspace = environment['GITHUB_WORKSPACE'] ?? process.cwd();
    const root = relative(workspace, resolve(options.workingDirectory)).split(sep).join('/');
    const token = options.comment === 'on' ? options.githubToken : null;
    await publish({ verdict, sources, root, token });
  } catch (error) {
    await publishFailure(describeFailure(error, secrets));
  }
}
