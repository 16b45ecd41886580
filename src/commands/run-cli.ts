/** The command line: arguments in, report out, exit code back. */
import { parseArguments } from '../inputs/arguments.js';
import { secretsOf } from '../inputs/connection-strings.js';
import type { Command, Options } from '../inputs/table.js';
import { describeFailure } from '../report/failure.js';
import { VERSION } from '../version.js';
import { compileQuickly } from './compile-quickly.js';
import { runApply } from './run-apply.js';
import { runCheck } from './run-check.js';
import { runDoctor } from './run-doctor.js';
import { runExplain } from './run-explain.js';
import { runFix } from './run-fix.js';
import { runList } from './run-list.js';
import { runPlan } from './run-plan.js';
import { runReadiness } from './run-readiness.js';
import { runSnapshot } from './run-snapshot.js';
import { runStatus } from './run-status.js';
import { runBaseline, runRepair } from './run-tracker.js';

/** 0 passed, 1 findings, 2 could not judge. Never throws. */
export async function runCli(argv: readonly string[], environment: NodeJS.ProcessEnv): Promise<0 | 1 | 2> {
  compileQuickly();
  try {
    const invocation = parseArguments(argv);
    if ('options' in invocation) {
      return await RUN[invocation.command](invocation.options, environment, invocation.operand);
    }
    process.stdout.write(invocation.command === 'help' ? invocation.text : `${VERSION}\n`);
    return 0;
  } catch (error) {
    const { message, hint } = describeFailure(error, secretsOf(environment));
    process.stderr.write(`error: ${message}\n  hint: ${hint}\n`);
    return 2;
  }
}

type Run = (options: Options, environment: NodeJS.ProcessEnv, operand: string | null) => Promise<0 | 1>;

const RUN: Readonly<Record<Command, Run>> = {
  check: runCheck,
  fix: runFix,
  snapshot: runSnapshot,
  plan: runPlan,
  apply: runApply,
  status: runStatus,
  readiness: runReadiness,
  baseline: runBaseline,
  repair: runRepair,
  list: runList,
  doctor: runDoctor,
  explain: runExplain,
};
