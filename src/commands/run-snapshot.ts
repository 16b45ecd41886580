/** `snapshot` on the command line: says what it wrote, or why it did not. */
import { secretsOf } from '../inputs/connection-strings.js';
import type { Options } from '../inputs/table.js';
import type { SnapshotPlan } from '../policy/plan-snapshot.js';
import { Progress } from '../report/progress.js';
import { redact } from '../report/redact.js';
import { visible } from '../report/visible.js';
import { snapshot } from './snapshot.js';
import { readSurroundings } from './surroundings.js';

/** 0: the latest snapshot is true. 1: refused, or with `--check` it is not. Throws CannotJudge, which is 2. */
export async function runSnapshot(options: Options, environment: NodeJS.ProcessEnv): Promise<0 | 1> {
  const surroundings = await readSurroundings(options, environment);
  using progress = new Progress();
  const plans = await snapshot(options, surroundings, progress.step);
  progress[Symbol.dispose]();
  const isCheck = options.check === true;
  const secrets = secretsOf(environment);
  for (const plan of plans) process.stdout.write(`${visible(redact(describe(plan, isCheck), secrets))}\n`);
  return plans.some(({ kind }) => kind === 'refused' || (kind === 'write' && isCheck)) ? 1 : 0;
}

function describe(plan: SnapshotPlan, isCheck: boolean): string {
  if (plan.kind === 'current') return 'the latest snapshot says what the schema declares';
  if (plan.kind === 'write') return `${isCheck ? 'to write' : 'written'}: ${plan.path}`;
  const objects = plan.differences.map(({ object }) => object).join(', ');
  return `refused: the migrations do not build what the schema declares (${objects})`;
}
