/** `snapshot`: writes the latest snapshot where it is missing or stale, once it is proven to be true. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import { planSnapshot, type SnapshotPlan } from '../policy/plan-snapshot.js';
import { judgeProjects } from './check.js';
import type { Surroundings } from './surroundings.js';

/** One plan per project, done unless `--check` is given. Throws CannotJudge. */
export async function snapshot(
  options: Options,
  surroundings: Surroundings,
  onStep: (step: string) => void = () => {},
): Promise<readonly SnapshotPlan[]> {
  const judged = await judgeProjects({ ...options, idempotency: 'off' }, surroundings, onStep);
  const plans = judged.map(({ facts }) => planSnapshot(facts, randomUUID()));
  for (const plan of plans) if (plan.kind === 'write' && options.check !== true) await write(options, plan);
  return plans;
}

/** Byte for byte as drizzle-kit would. */
async function write(options: Options, { path, content }: SnapshotPlan & { kind: 'write' }): Promise<void> {
  const file = resolve(options.workingDirectory, path);
  await writeFile(file, JSON.stringify(content, null, 2)).catch((cause: unknown) => {
    throw new CannotJudge(`"${path}" cannot be written`, { hint: 'Make the folder writable.', cause });
  });
}
