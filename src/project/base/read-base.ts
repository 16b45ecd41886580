/** What the base branch has, without checking anything out. */
import { realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { Base } from '../../model/base.js';
import { CannotJudge } from '../../model/cannot-judge.js';
import type { History } from '../../model/history.js';
import { readTreeIfAny } from '../history/read-history.js';
import type { Tree } from '../history/tree.js';
import { type Blobs, commitTree } from './commit-tree.js';
import { askGit, type Refusal, runGit } from './git.js';

/**
 * The migrations in `folder` (absolute) on the branch `ref` and where HEAD left it; paths relative to `cwd` (absolute).
 * Throws CannotJudge where there is no repository, no such ref, or no commit in common.
 */
export async function readBase(folder: string, cwd: string, ref: string): Promise<Base> {
  const place = await findPlace(folder, cwd);
  const tip = await resolveRef(place.top, ref);
  return readHistories(place, tip, await findMergeBase(place.top, tip), treesOf(place));
}

/** A migrations folder in its repository. */
export interface Place {
  /** Absolute path of the top of the repository. */
  readonly top: string;
  /** From there to the folder. */
  readonly path: string;
  /** From the working directory of the run to the folder. */
  readonly shown: string;
}

/** Throws CannotJudge where the folder is in no repository, or git does not work there. */
export async function findPlace(folder: string, cwd: string): Promise<Place> {
  const real = await realpath(folder);
  const top = await findTop(real);
  return { top, path: toPosix(relative(top, real)), shown: toPosix(relative(cwd, folder)) || '.' };
}

/** The migrations folder in a commit; null: it is not there. */
export type TreeAt = (commit: string) => Promise<Tree | null>;

/** The folder as git has it. */
export function treesOf({ top, path }: Place): TreeAt {
  const blobs: Blobs = new Map();
  return (commit) => commitTree(top, commit, path, blobs);
}

/** The histories of both commits; read once where they are one. */
export async function readHistories({ shown }: Place, tip: Tip, mergeBase: string, treeAt: TreeAt): Promise<Base> {
  const readAt = (commit: string): Promise<History | null> => readCommit(commit, shown, treeAt);
  const atTip = await readAt(tip.commit);
  const atMergeBase = mergeBase === tip.commit ? atTip : await readAt(mergeBase);
  return { ref: tip.ref, mergeBase, atMergeBase, atTip };
}

/**
 * The history of the branch that is being merged or rebased, as it was committed; null: it has none. In the middle of a
 * rebase HEAD is the base branch, and the commit that does not apply is REBASE_HEAD.
 */
export async function readOwnBranch(folder: string, cwd: string): Promise<History | null> {
  const place = await findPlace(folder, cwd);
  const rebased = await askGit(place.top, 'rev-parse', '--verify', '--quiet', 'REBASE_HEAD^{commit}');
  return readCommit(rebased ?? 'HEAD', place.shown, treesOf(place));
}

/** The text of a file of the folder as a commit has it; null: it is not there, or git does not tell. */
export async function readAtCommit(folder: string, commit: string, name: string): Promise<string | null> {
  const answer = await runGit(folder, ['show', `${commit}:./${name}`]);
  return 'output' in answer ? answer.output.toString('utf8') : null;
}

function toPosix(path: string): string {
  return path.split(sep).join('/');
}

async function findTop(folder: string): Promise<string> {
  const answer = await runGit(folder, ['rev-parse', '--show-toplevel']);
  if ('output' in answer) return realpath(answer.output.toString('utf8').trimEnd());
  throw new CannotJudge(whyRefused(answer), {
    hint: 'Run in a git checkout (in GitHub Actions: actions/checkout with fetch-depth: 0), or without --base.',
  });
}

function whyRefused({ code, message }: Refusal): string {
  if (code === 'ENOENT') return 'git is not installed';
  if (message.includes('not a git repository')) return 'the migrations are in no git repository';
  // As for a checkout of another user, which git does not trust (safe.directory).
  return `git refuses to work here: ${message.split('\n')[0] ?? ''}`;
}

/** A commit, and what the report calls it. */
export interface Tip {
  readonly ref: string;
  readonly commit: string;
}

/** The ref as git knows it; a bare branch name may exist as `origin/<name>` only, as in every CI checkout. */
async function resolveRef(top: string, ref: string): Promise<Tip> {
  for (const name of [ref, `origin/${ref}`]) {
    const commit = await askGit(top, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
    if (commit !== null) return { ref: name, commit };
  }
  throw new CannotJudge(`git knows no branch or commit "${ref}"`, {
    hint: `Fetch it: git fetch origin ${ref} (in GitHub Actions: actions/checkout with fetch-depth: 0).`,
  });
}

/** Throws CannotJudge where git sees no commit in common. */
export async function findMergeBase(top: string, tip: Tip): Promise<string> {
  const commit = await askGit(top, 'merge-base', tip.commit, 'HEAD');
  if (commit !== null) return commit;
  const shallow = (await askGit(top, 'rev-parse', '--is-shallow-repository')) === 'true';
  throw new CannotJudge(
    shallow
      ? `the clone is too shallow to reach the commit that HEAD and "${tip.ref}" have in common`
      : `HEAD and "${tip.ref}" have no commit in common`,
    {
      hint: shallow
        ? 'Fetch the history: git fetch --unshallow (in GitHub Actions: actions/checkout with fetch-depth: 0).'
        : 'Name the branch that this one was made from with --base.',
    },
  );
}

/** null where the commit has no migrations in that folder yet. */
async function readCommit(commit: string, shown: string, treeAt: TreeAt): Promise<History | null> {
  const tree = await treeAt(commit);
  return tree && readTreeIfAny(tree, shown);
}
