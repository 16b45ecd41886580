/** The base of a run on GitHub: the commit that the event names, fetched where the checkout is too shallow to have it. */
import type { Base, ImpliedBase } from '../../model/base.js';
import { CannotJudge } from '../../model/cannot-judge.js';
import { askGit, runGit } from './git.js';
import { findMergeBase, findPlace, readHistories, treesOf, type Tip } from './read-base.js';

/** Commits that each further fetch adds, until the histories meet. */
const DEPTHS = [32, 512];

/**
 * As `readBase`. actions/checkout has one commit by default: of a pull request GitHub's merge of base and head, whose
 * first parent is the base as it was merged, newer than the event where the base branch went on.
 */
export async function readImpliedBase(folder: string, cwd: string, implied: ImpliedBase): Promise<Base> {
  const place = await findPlace(folder, cwd);
  const { ref, pullRequestHead } = implied;
  const parent = pullRequestHead === null ? implied.commit : baseMerged(await readParents(place.top), pullRequestHead);
  const tip = { ref, commit: parent ?? implied.commit };
  await fetchMissing(place.top, tip);
  return readHistories(place, tip, parent ?? (await meet(place.top, tip)), treesOf(place));
}

/** The parents of HEAD, read raw, since git hides those that it lacks. */
export async function readParents(top: string): Promise<readonly string[]> {
  const answer = await runGit(top, ['cat-file', 'commit', 'HEAD']);
  const text = 'output' in answer ? answer.output.toString('utf8') : '';
  return Array.from(text.matchAll(/^parent (\w+)$/gm), ([, id]) => id ?? '');
}

/** The first parent of a commit that merges that head; null: it does not. */
export function baseMerged(parents: readonly string[], pullRequestHead: string | null): string | null {
  return parents.length === 2 && parents[1] === pullRequestHead ? (parents[0] ?? null) : null;
}

async function fetchMissing(top: string, { commit, ref }: Tip): Promise<void> {
  if ((await askGit(top, 'cat-file', '-t', commit)) === 'commit') return;
  const answer = await runGit(top, ['fetch', '--quiet', '--no-tags', '--depth=1', 'origin', commit]);
  if ('output' in answer) return;
  throw new CannotJudge(`the clone is too shallow to have ${ref}, and fetching it failed`, {
    hint: 'Give actions/checkout fetch-depth: 0.',
    cause: answer.message,
  });
}

/** The merge base with HEAD, after as much of both histories as it takes. */
async function meet(top: string, tip: Tip): Promise<string> {
  for (const depth of DEPTHS) {
    const commit = await askGit(top, 'merge-base', tip.commit, 'HEAD');
    if (commit !== null) return commit;
    if ((await askGit(top, 'rev-parse', '--is-shallow-repository')) !== 'true') break;
    const head = (await askGit(top, 'rev-parse', 'HEAD')) ?? 'HEAD';
    await runGit(top, ['fetch', '--quiet', '--no-tags', `--deepen=${depth}`, 'origin', head, tip.commit]);
  }
  return findMergeBase(top, tip);
}
