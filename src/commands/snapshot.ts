/** `snapshot`: writes the latest snapshot where it is missing or stale, once it is proven to be true. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Options } from '../inputs/table.js';
import type { Facts } from '../model/facts.js';
import { CannotJudge } from '../model/cannot-judge.js';
import { generateSnapshot } from '../project/schema/generate-snapshot.js';
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
  for (const [index, plan] of plans.entries()) {
    const facts = judged[index]?.facts;
    if (facts !== undefined && plan.kind === 'write' && options.check !== true) await write(options, plan, facts);
  }
  return plans;
}

type Write = SnapshotPlan & { readonly kind: 'write' };

/** Byte for byte as drizzle-kit would. */
async function write(options: Options, { path, content, tag }: Write, { project }: Facts): Promise<void> {
  const cwd = resolve(options.workingDirectory);
  const file = resolve(cwd, path);
  const text =
    content === null
      ? await generateSnapshot({ project, tag: tag ?? '', cwd, timeoutMs: options.timeout * 1000 })
      : JSON.stringify(content, null, 2);
  await writeFile(file, text).catch((cause: unknown) => {
    throw new CannotJudge(`"${path}" cannot be written`, { hint: 'Make the folder writable.', cause });
  });
}
