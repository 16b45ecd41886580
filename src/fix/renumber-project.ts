/** Two branches that took the same number: the new migrations of this one move behind those of the base branch. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { gatherBase } from '../gather/base.js';
import type { GatherRequest } from '../gather/gather.js';
import type { Base } from '../model/base.js';
import { valueOf } from '../model/gathered.js';
import type { Entry, History } from '../model/history.js';
import { readOwnBranch } from '../project/base/read-base.js';
import { judgeHistory, judgeWith } from './judge-history.js';
import { whyNotReplayed } from './prove.js';
import { renumber, type Renumbering, type Target } from './renumber.js';
import type { FileChange } from './write-files.js';

export interface Renumbered {
  readonly moves: Renumbering['moves'];
  readonly changes: readonly FileChange[];
}

/** null: no number was taken. `refusal`: why one that was cannot be given up, as half a sentence. */
export async function renumberProject(
  request: GatherRequest,
): Promise<Renumbered | { readonly refusal: string } | null> {
  const folder = resolve(request.cwd, request.project.migrations);
  const base = valueOf(await gatherBase(folder, request.cwd, request.base));
  const tip = base?.atTip ?? null;
  if (base === null || tip === null || !isReadable(tip)) return null;
  const isConflict = request.history.journal?.defect?.message.includes('conflict') === true;
  const own = isConflict ? await readOwnBranch(folder, request.cwd) : request.history;
  if (own === null || !isReadable(own)) return null;
  const added = addedIn(own, base, tip);
  if (added.length === 0 || !(isConflict || added.some((entry) => isTaken(entry, tip)))) return null;
  const missing = isConflict
    ? undefined
    : tip.entries.find(({ tag }) => !request.history.entries.some((each) => each.tag === tag));
  if (missing !== undefined) {
    return {
      refusal: `"${missing.tag}" of ${base.ref} is not here yet; merge it first, and leave what conflicts in the journal to fix`,
    };
  }
  const plan = renumber(own, tip, added, randomUUID);
  return typeof plan === 'string' ? { refusal: plan } : prove(request, plan, tip);
}

function isReadable({ layout, journal }: History): boolean {
  return layout === 'journal' && journal !== null && journal.defect === null;
}

function addedIn(own: History, { atMergeBase }: Base, tip: History): readonly Entry[] {
  const known = new Set([...(atMergeBase?.entries ?? []), ...tip.entries].map(({ tag }) => tag));
  return own.entries.filter(({ tag }) => tag !== null && !known.has(tag));
}

function isTaken({ index }: Entry, tip: History): boolean {
  return index !== null && tip.entries.some((entry) => entry.index === index);
}

async function prove(
  request: GatherRequest,
  { moves, target }: Renumbering,
  tip: History,
): Promise<Renumbered | { readonly refusal: string } | null> {
  const changes = await changesFor(target, request.cwd);
  if (changes.length === 0) return null;
  const { facts, findings } = await judgeWith(request, target);
  const obstacle = whyNotReplayed(facts);
  if (obstacle !== null) return { refusal: obstacle };
  if (facts.catalogs.recorded.status === 'failed') return { refusal: facts.catalogs.recorded.reason };
  // Without a snapshot of its own the last migration is recorded nowhere, which is a finding for "snapshot".
  const isRecorded = moves.some(({ to }) => valueOf(facts.schema.recorded)?.tag === to);
  const left = findings.filter(({ code, severity }) => {
    return code === DIFFERS ? isRecorded : severity === 'error' && SETTLED.has(code);
  });
  const known = left.length === 0 ? [] : (await judgeHistory(request, tip)).findings.map(({ message }) => message);
  const fault = left.find(({ message }) => !known.includes(message));
  return fault === undefined ? { moves, changes } : { refusal: `it would leave ${fault.code}: ${fault.message}` };
}

const DIFFERS = 'drift/snapshot-differs';

/** What must be gone afterwards, unless the base branch has it already. */
const SETTLED = new Set<string>([
  DIFFERS,
  'history/broken-snapshot-chain',
  'history/duplicate-index',
  'history/duplicate-snapshot-id',
  'history/duplicate-tag',
  'history/missing-file',
  'history/skipped-on-deploy',
  'history/snapshot-edited-after-merge',
  'history/snapshot-fork',
  'history/when-not-increasing',
]);

async function changesFor(target: Target, cwd: string): Promise<readonly FileChange[]> {
  const changes: FileChange[] = [];
  for (const [path, after] of target) {
    const before = await readFile(resolve(cwd, path), 'utf8').catch(() => null);
    if (before !== after) changes.push({ path, before, after });
  }
  return changes;
}
