/** `fix` on the command line: says what it changed. */
import type { Options } from '../inputs/table.js';
import type { Fix } from '../model/finding.js';
import { sayNumber } from '../report/count.js';
import { Progress } from '../report/progress.js';
import { visible } from '../report/visible.js';
import { fix } from './fix.js';
import { readSurroundings } from './surroundings.js';

/** 0: nothing is left to do. 1: with `--check`, something is. Throws CannotJudge, which is 2. */
export async function runFix(options: Options, environment: NodeJS.ProcessEnv): Promise<0 | 1> {
  const surroundings = await readSurroundings(options, environment);
  using progress = new Progress();
  const fixes = await fix(options, surroundings, progress.step);
  progress[Symbol.dispose]();
  const isCheck = options.check === true;
  for (const each of fixes) process.stdout.write(`${visible(describe(each))}\n`);
  process.stdout.write(`${isCheck ? 'to fix' : 'fixed'}: ${sayNumber(fixes.length, 'finding')}\n`);
  return isCheck && fixes.length > 0 ? 1 : 0;
}

/** As in `drizzle/0004_orders.sql:3: Add IF NOT EXISTS`. */
function describe({ title, edits }: Fix): string {
  const [first] = edits;
  return first === undefined ? title : `${first.file}:${first.line}: ${title}`;
}
