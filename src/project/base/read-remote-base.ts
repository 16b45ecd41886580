/** The base of a run on GitHub where git cannot get it: asked of GitHub, and of the checkout what it has already. */
import { realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { Base, ImpliedBase, ListedFile, RemoteRepository } from '../../model/base.js';
import { CannotJudge } from '../../model/cannot-judge.js';
import { digestOf } from '../history/digest.js';
import { readTreeIfAny } from '../history/read-history.js';
import { diskTree } from '../history/tree.js';
import { SUBMODULE, treeOf } from './commit-tree.js';
import { findOnDisk } from './find-on-disk.js';
import { askGit } from './git.js';
import { findPlace, readHistories, type Place, type TreeAt } from './read-base.js';
import { baseMerged, readParents } from './read-implied-base.js';

/** As `readImpliedBase`, with what `remote` knows. Throws CannotJudge also where it is not asked about this checkout. */
export async function readRemoteBase(
  folder: string,
  cwd: string,
  implied: ImpliedBase,
  remote: RemoteRepository,
): Promise<Base> {
  const { head, parents, ...place } = (await findCheckout(folder, cwd)) ?? (await assumeCheckout(folder, cwd, remote));
  const parent = baseMerged(parents, implied.pullRequestHead);
  const tip = { ref: implied.ref, commit: parent ?? implied.commit };
  // A head of another repository has no merge base there, so that its folder is compared with nobody else's.
  const mergeBase = parent ?? (await remote.findMergeBase(tip.commit, head));
  return readHistories(place, tip, mergeBase, remoteTrees(folder, place.path, remote));
}

/** A migrations folder, and the commit that it was checked out from. */
interface Checkout extends Place {
  readonly head: string;
  readonly parents: readonly string[];
}

/** null: git does not tell, as it is not installed, not trusted (safe.directory), or was not there when this was checked out. */
async function findCheckout(folder: string, cwd: string): Promise<Checkout | null> {
  const place = await findPlace(folder, cwd).catch(() => null);
  const head = place && (await askGit(place.top, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}'));
  return place && head !== null ? { ...place, head, parents: await readParents(place.top) } : null;
}

/** What actions/checkout does by default, believed only where the history on disk is the one of that commit. */
async function assumeCheckout(folder: string, cwd: string, remote: RemoteRepository): Promise<Checkout> {
  const [top, real] = await Promise.all([realpath(remote.workspace).catch(() => remote.workspace), realpath(folder)]);
  const path = toPosix(relative(top, real));
  const shown = toPosix(relative(cwd, folder)) || '.';
  const tree = path.startsWith('..') ? null : await remoteTrees(folder, path, remote)(remote.head);
  const [committed, present] = await Promise.all([
    tree && readTreeIfAny(tree, shown),
    readTreeIfAny(diskTree(folder), shown),
  ]);
  if (committed !== null && present !== null && digestOf(committed) === digestOf(present)) {
    return { top, path, shown, head: remote.head, parents: await remote.parentsOf(remote.head) };
  }
  throw new CannotJudge(`the migrations are not those of commit ${remote.head.slice(0, 7)}`, {
    hint: 'Install git and let it read the checkout (git config --global --add safe.directory).',
  });
}

function toPosix(path: string): string {
  return path.split(sep).join('/');
}

/** GitHub lists the files; most of them lie on disk unchanged, and only the others are asked for, each once. */
function remoteTrees(folder: string, path: string, remote: RemoteRepository): TreeAt {
  const disk = diskTree(folder);
  const blobs = new Map<string, Promise<Buffer>>();
  const blobOf = async ({ mode, blob }: ListedFile, file: string): Promise<Buffer | undefined> => {
    if (mode === SUBMODULE) return undefined;
    const found = blobs.get(blob) ?? findOnDisk(disk, file, blob).then((bytes) => bytes ?? remote.readBlob(blob));
    blobs.set(blob, found);
    return found;
  };
  return async (commit) => {
    const files = await remote.listFiles(commit, path);
    return files.size === 0 ? null : treeOf(files, blobOf);
  };
}
