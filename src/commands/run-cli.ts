/** The command line: arguments in, report out, exit code back. */
import { parseArguments } from '../inputs/arguments.js';
import { secretsOf } from '../inputs/connection-strings.js';
import { describeFailure } from '../report/failure.js';
import { VERSION } from '../version.js';
import { list, renderList } from './list.js';
import { runApply } from './run-apply.js';
import { print } from './print.js';
import { runCheck } from './run-check.js';
import { runFix } from './run-fix.js';
import { runPlan } from './run-plan.js';
import { runReadiness } from './run-readiness.js';
import { runSnapshot } from './run-snapshot.js';
import { runStatus } from './run-status.js';
import { runTracker } from './run-tracker.js';

/** 0 passed, 1 findings, 2 could not judge. Never throws. */
export async function runCli(argv: readonly string[], environment: NodeJS.ProcessEnv): Promise<0 | 1 | 2> {
  try {
    const invocation = parseArguments(argv);
    if (invocation.command === 'list') {
      const { options } = invocation;
      await print(renderList(await list(options), options.format), options);
      return 0;
    }
    if (invocation.command === 'apply') return await runApply(invocation.options, environment);
    if (invocation.command === 'check') return await runCheck(invocation.options, environment);
    if (invocation.command === 'fix') return await runFix(invocation.options, environment);
    if (invocation.command === 'plan') return await runPlan(invocation.options, environment);
    if (invocation.command === 'readiness') return await runReadiness(invocation.options, environment);
    if (invocation.command === 'repair' || invocation.command === 'baseline') {
      return await runTracker(invocation.command, invocation.options, environment);
    }
    if (invocation.command === 'snapshot') return await runSnapshot(invocation.options, environment);
    if (invocation.command === 'status') return await runStatus(invocation.options, environment);
    process.stdout.write(invocation.command === 'help' ? invocation.text : `${VERSION}\n`);
    return 0;
  } catch (error) {
    const { message, hint } = describeFailure(error, secretsOf(environment));
    process.stderr.write(`error: ${message}\n  hint: ${hint}\n`);
    return 2;
  }
}
