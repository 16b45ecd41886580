/** The branch that a pull request will be merged into, as far as migrations go. */
import type { History } from './history.js';

export interface Base {
  /** As resolved: `origin/main`, or the commit that was named. */
  readonly ref: string;
  /** The newest commit that both sides have: what it lacks is new. */
  readonly mergeBase: string;
  /** History at the merge base; null: there was no migrations folder yet. Paths as in the working directory. */
  readonly atMergeBase: History | null;
  /** History at the tip, which stands in for what is deployed; null as above. */
  readonly atTip: History | null;
}

/** A file of a commit. */
export interface ListedFile {
  /** Octal: `120000` is a symbolic link, `160000` a submodule. */
  readonly mode: string;
  readonly blob: string;
}

/** The run's repository where it is hosted, for what git cannot read on this machine. Every question throws CannotJudge. */
export interface RemoteRepository {
  /** The commit that the run is about, which is checked out unless the workflow says otherwise. */
  readonly head: string;
  /** Absolute path of where it is checked out unless the workflow says otherwise. */
  readonly workspace: string;
  parentsOf(commit: string): Promise<readonly string[]>;
  findMergeBase(one: string, other: string): Promise<string>;
  /** By path from `folder` (POSIX path from the top of the repository, `''` for the top); empty: it is not there. */
  listFiles(commit: string, folder: string): Promise<ReadonlyMap<string, ListedFile>>;
  readBlob(id: string): Promise<Buffer>;
}

/** Where the base of a run is to be had. */
export type BaseRequest =
  /** As named by `--base`; that it cannot be had is no verdict. */
  | { readonly kind: 'named'; readonly ref: string }
  | ({ readonly kind: 'implied'; readonly connect?: Connect | null } & ImpliedBase)
  | { readonly kind: 'none'; readonly reason: string };

/** Opens the remote repository; what it is asked from then on has to be answered within a limit. */
export type Connect = () => Promise<RemoteRepository>;

/** What GitHub says of the event that started the run. */
export interface ImpliedBase {
  /** Full id of the commit that the change goes on top of. */
  readonly commit: string;
  /** What the report calls it and a shell of the author knows: `origin/main`, or the commit's short id. */
  readonly ref: string;
  /** Head commit of the pull request; null: HEAD was made on top of `commit`. */
  readonly pullRequestHead: string | null;
}

/** Tags that the head has and the merge base has not; null where the two cannot be compared. */
export function newTagsOf(head: History, { atMergeBase }: Base): readonly string[] | null {
  const tags = tagsOf(head);
  if (atMergeBase === null) return tags;
  // After the upgrade to 1.0 every migration has another name.
  if (atMergeBase.layout !== head.layout || isUnlisted(atMergeBase)) return null;
  const merged = new Set(atMergeBase.entries.map(({ tag }) => tag));
  return tags.filter((tag) => !merged.has(tag));
}

/** Two histories that grew apart. */
export interface Fork {
  /** The newest migration that both have; null: none. */
  readonly common: string | null;
  /** What each side added to it, in its order. */
  readonly base: readonly string[];
  readonly head: readonly string[];
}

/** null: one of the two has all of the other, or they cannot be compared. */
export function forkOf(head: History, { atMergeBase, atTip }: Base): Fork | null {
  if (atTip === null || atTip.layout !== head.layout) return null;
  const [merged, theirs, ours] = [tagsOf(atMergeBase), tagsOf(atTip), tagsOf(head)];
  const fork = {
    common: merged.findLast((tag) => theirs.includes(tag) && ours.includes(tag)) ?? null,
    base: theirs.filter((tag) => !merged.includes(tag) && !ours.includes(tag)),
    head: ours.filter((tag) => !merged.includes(tag) && !theirs.includes(tag)),
  };
  return fork.base.length === 0 || fork.head.length === 0 ? null : fork;
}

function tagsOf(history: History | null): string[] {
  return [...new Set(history?.entries.flatMap(({ tag }) => tag ?? []))];
}

/** A journal that cannot be read lists nothing, which says nothing about what is merged. */
function isUnlisted({ journal, entries }: History): boolean {
  return journal !== null && journal.defect !== null && entries.length === 0;
}
