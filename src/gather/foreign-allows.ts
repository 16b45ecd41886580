/** Which allows of a stranger's change the base branch has as well. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Allow } from '../model/allow.js';
import type { Base } from '../model/base.js';
import { valueOf, type Gathered } from '../model/gathered.js';
import type { History } from '../model/history.js';
import { readAtCommit } from '../project/base/read-base.js';
import { ALLOW_FILE } from './allows.js';

/** Marks every allow that stands in a file which is not, letter by letter, the base branch's; all of them without a base. */
export async function markForeign(
  allows: readonly Allow[],
  cwd: string,
  history: History,
  base: Gathered<Base>,
): Promise<readonly Allow[]> {
  const known = valueOf(base);
  const merged = textsOf(known?.atMergeBase ?? null, known && (await readAtCommit(cwd, known.mergeBase, ALLOW_FILE)));
  const present = textsOf(history, await readFile(join(cwd, ALLOW_FILE), 'utf8').catch(() => null));
  return allows.map((allow) => {
    const text = merged.get(allow.at.file);
    return text !== undefined && text === present.get(allow.at.file) ? allow : { ...allow, isForeign: true };
  });
}

function textsOf(history: History | null, allowFile: string | null): ReadonlyMap<string, string> {
  const texts = new Map(history?.files.map(({ path, text }) => [path, text]));
  return allowFile === null ? texts : texts.set(ALLOW_FILE, allowFile);
}
