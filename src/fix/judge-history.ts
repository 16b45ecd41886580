/** A history in memory, gathered and judged as `check` would. */
import { resolve } from 'node:path';
import { judge } from '../checks/judge.js';
import { CHECKS } from '../checks/registry.js';
import { gather, type GatherRequest } from '../gather/gather.js';
import type { History } from '../model/history.js';
import { siftFindings } from '../policy/verdict.js';
import { readTree } from '../project/history/read-history.js';
import { diskTree, withTexts } from '../project/history/tree.js';
import type { Judged } from './prove.js';

/**
 * The schema is not asked: what the migrations build is compared with what they built. Without a base nothing tells
 * merged migrations, which must not be written; all is only for who asks for it.
 */
export async function judgeHistory(request: GatherRequest, history: History): Promise<Judged> {
  const project = { ...request.project, config: null };
  const { facts, ended } = await gather({ ...request, project, history, scope: request.scope ?? 'new' });
  const idempotency = request.idempotency ? 'warning' : 'off';
  const { findings } = siftFindings(facts, judge(facts, CHECKS), { idempotency });
  await ended;
  return { facts, findings };
}

/** The same for the files on disk with other texts in some of them, by path; null: without the file. */
export async function judgeWith(request: GatherRequest, texts: ReadonlyMap<string, string | null>): Promise<Judged> {
  const { folder } = request.history;
  const inside = [...texts].map(([path, text]) => [path.slice(folder.length + 1), text] as const);
  const tree = withTexts(diskTree(resolve(request.cwd, request.project.migrations)), new Map(inside));
  return judgeHistory(request, await readTree(tree, folder));
}
