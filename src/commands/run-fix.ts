/** `fix` on the command line: writes files, or says what it would write. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { writeChanges } from '../fix/write-files.js';
import { secretsOf } from '../inputs/connection-strings.js';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import { renderFixes } from '../report/fixes.js';
import { Progress } from '../report/progress.js';
import { redactTexts } from '../report/redact.js';
import { changesOf, fix, type Fixed } from './fix.js';
import { print } from './print.js';
import { readSurroundings } from './surroundings.js';

/** 0: nothing is left that could be written. 1: with `--check`, something would be. Throws CannotJudge, which is 2. */
export async function runFix(options: Options, environment: NodeJS.ProcessEnv): Promise<0 | 1> {
  const surroundings = await readSurroundings(options, environment);
  using progress = new Progress();
  const fixed = await fix(options, surroundings, progress.step);
  progress[Symbol.dispose]();
  const cwd = resolve(options.workingDirectory);
  const isCheck = options.check === true;
  if (options.stdout !== null) {
    await print(await textOf(options.stdout, fixed, cwd), options);
    return 0;
  }
  const changes = changesOf(fixed);
  if (!isCheck) await writeChanges(changes, cwd);
  await print(renderFixes(redactTexts(fixed, secretsOf(environment)), !isCheck), options);
  return isCheck && changes.length > 0 ? 1 : 0;
}

/** The mended text of a file, or the text that it has where nothing is to mend. */
async function textOf(path: string, fixed: Fixed, cwd: string): Promise<string> {
  const change = changesOf(fixed).find((each) => resolve(cwd, each.path) === resolve(cwd, path));
  if (change !== undefined) return change.after ?? '';
  return readFile(resolve(cwd, path), 'utf8').catch((cause: unknown) => {
    throw new CannotJudge(`"${path}" cannot be read`, { hint: 'Name a migration file with --stdout.', cause });
  });
}
