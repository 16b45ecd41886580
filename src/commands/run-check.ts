/** `check` on the command line: prints the report, returns the exit code. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CHECKS } from '../checks/registry.js';
import { secretsOf } from '../inputs/connection-strings.js';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import { Progress } from '../report/progress.js';
import { redactVerdict } from '../report/redact.js';
import { renderReport, type Format } from '../report/report.js';
import { readTerminal } from '../report/terminal.js';
import { check } from './check.js';
import { readSurroundings } from './surroundings.js';

/** 0: passed. 1: findings at or above the threshold. Throws CannotJudge, which is 2. */
export async function runCheck(options: Options, environment: NodeJS.ProcessEnv): Promise<0 | 1> {
  const format = formatOf(options);
  const surroundings = await readSurroundings(options, environment);
  using progress = new Progress();
  const { verdict, sources } = await check(options, surroundings, progress.step);
  progress[Symbol.dispose]();
  const redacted = redactVerdict(verdict, secretsOf(environment));
  const terminal = readTerminal(options.output === null ? options.color : false);
  await print(renderReport(redacted, format, sources, terminal, CHECKS), options);
  return verdict.verdict === 'passed' ? 0 : 1;
}

/** The form of a verdict. Throws CannotJudge on one that is for another command. */
export function formatOf({ format }: Options): Format {
  if (format !== 'matrix') return format;
  throw new CannotJudge('"check" has no form "matrix"', { hint: 'Run "drizzle-gatekeeper list --format matrix".' });
}

/** To `--output`, else to standard output. Throws CannotJudge where the file cannot be written. */
export async function print(text: string, { output, workingDirectory }: Options): Promise<void> {
  if (output === null) {
    process.stdout.write(text);
    return;
  }
  await writeFile(resolve(workingDirectory, output), text).catch((cause: unknown) => {
    throw new CannotJudge(`report file "${output}" cannot be written`, {
      hint: 'Name a file in a folder that exists with --output.',
      cause,
    });
  });
}
