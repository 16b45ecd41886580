/** `check` on the command line: prints the report, returns the exit code. */
import { CHECKS } from '../checks/registry.js';
import { secretsOf } from '../inputs/connection-strings.js';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import { Progress } from '../report/progress.js';
import { redactSources, redactVerdict } from '../report/redact.js';
import { renderReport, type Format } from '../report/report.js';
import { readTerminal } from '../report/terminal.js';
import { check } from './check.js';
import { print } from './print.js';
import { runReconcile } from './run-reconcile.js';
import { readSurroundings } from './surroundings.js';

/** 0: passed. 1: findings at or above the threshold. Throws CannotJudge, which is 2. */
export async function runCheck(options: Options, environment: NodeJS.ProcessEnv): Promise<0 | 1> {
  if (options.reconcile !== null) return runReconcile(options, options.reconcile, environment);
  const format = formatOf(options);
  const surroundings = await readSurroundings(options, environment);
  using progress = new Progress();
  const { verdict, sources } = await check(options, surroundings, progress.step);
  progress[Symbol.dispose]();
  const secrets = secretsOf(environment);
  const redacted = redactVerdict(verdict, secrets);
  const terminal = readTerminal(options.output === null ? options.color : false);
  await print(renderReport(redacted, format, redactSources(sources, secrets), terminal, CHECKS), options);
  return verdict.verdict === 'passed' ? 0 : 1;
}

/** The form of a verdict. Throws CannotJudge on one that is for another command. */
export function formatOf({ format }: Options): Format {
  if (format !== 'matrix') return format;
  throw new CannotJudge('"check" has no form "matrix"', { hint: 'Run "drizzle-gatekeeper list --format matrix".' });
}
