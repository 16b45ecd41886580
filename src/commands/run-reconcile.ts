/** `check --reconcile`: prints what brings schema and history together, in place of the report. */
import { reconcile, type Direction } from '../checks/drift/reconcile.js';
import { secretsOf } from '../inputs/connection-strings.js';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import type { Facts } from '../model/facts.js';
import { Progress } from '../report/progress.js';
import { redact } from '../report/redact.js';
import { disarmCommands, visible } from '../report/visible.js';
import { judgeProjects } from './check.js';
import { print } from './print.js';
import { readSurroundings } from './surroundings.js';

/** 0: there is nothing to bring together. 1: it was printed. Throws CannotJudge, which is 2. */
export async function runReconcile(
  options: Options,
  direction: Direction,
  environment: NodeJS.ProcessEnv,
): Promise<0 | 1> {
  const surroundings = await readSurroundings(options, environment);
  using progress = new Progress();
  const judged = await judgeProjects({ ...options, idempotency: 'off' }, surroundings, progress.step);
  progress[Symbol.dispose]();
  const texts = judged.flatMap(({ facts }) => reconcileOne(facts, direction) ?? []);
  // Names come from anywhere, and this goes to a terminal or into a log.
  const lines = redact(texts.join('\n'), secretsOf(environment)).split('\n').map(visible);
  await print(disarmCommands(lines.join('\n')), options);
  return texts.length === 0 ? 0 : 1;
}

/** null: nothing differs. Throws CannotJudge where one of the sides could not be built. */
function reconcileOne(facts: Facts, direction: Direction): string | null {
  const { declared, recorded, replayed } = facts.catalogs;
  const schema = declared.status === 'skipped' ? recorded : declared;
  for (const side of [replayed, schema]) {
    if (side.status === 'gathered') continue;
    throw new CannotJudge(`schema and history cannot be brought together: ${side.reason}`, {
      hint: 'Run "drizzle-gatekeeper check" and mend what it reports first.',
    });
  }
  return reconcile(facts, direction);
}
