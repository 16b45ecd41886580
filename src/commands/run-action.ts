/** `check` as a GitHub Action: publishes the report; a failed verdict fails the step. */
import { relative, resolve, sep } from 'node:path';
import { publish, publishFailure } from '../github/publish.js';
import { readActionInputs } from '../inputs/action-inputs.js';
import { readConnectionStrings, secretsOf } from '../inputs/connection-strings.js';
import { describeFailure } from '../report/failure.js';
import { redactVerdict } from '../report/redact.js';
import { check } from './check.js';

/** Never throws: what stands in the way of a verdict fails the step with its reason. */
export async function runAction(environment: NodeJS.ProcessEnv): Promise<void> {
  const secrets = secretsOf(environment);
  try {
    const { options } = readActionInputs(environment);
    const { verdict, sources } = await check(options, readConnectionStrings(options, environment));
    const workspace = environment['GITHUB_WORKSPACE'] ?? process.cwd();
    const root = relative(workspace, resolve(options.workingDirectory)).split(sep).join('/');
    await publish({ verdict: redactVerdict(verdict, secrets), sources, root });
  } catch (error) {
    await publishFailure(describeFailure(error, secrets));
  }
}
