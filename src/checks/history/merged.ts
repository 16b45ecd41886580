/** The pull request's history beside that of the base branch. */
import type { Base } from '../../model/base.js';
import type { Facts } from '../../model/facts.js';
import { valueOf } from '../../model/gathered.js';
import type { Entry, History } from '../../model/history.js';

/** The base branch, where it has a history of the same layout; null otherwise. */
export function comparableBase({ base, history, newTags }: Facts): (Base & { readonly atMergeBase: History }) | null {
  const value = valueOf(base);
  if (value === null || value.atMergeBase === null || newTags === null) return null;
  return value.atMergeBase.layout === history.layout ? { ...value, atMergeBase: value.atMergeBase } : null;
}

export interface MergedEntry {
  /** As the pull request has it. */
  readonly head: Entry;
  /** As it was merged. */
  readonly merged: Entry;
}

/** Merged entries that the pull request changes in the given respect; what the base branch itself changed is not its doing. */
export function changedEntries(facts: Facts, valueOfEntry: (entry: Entry) => unknown): readonly MergedEntry[] {
  const base = comparableBase(facts);
  if (base === null) return [];
  return facts.history.entries.flatMap((head) => {
    const merged = findEntry(base.atMergeBase, head.tag);
    const tip = findEntry(base.atTip, head.tag);
    if (merged === null || valueOfEntry(head) === valueOfEntry(merged)) return [];
    return tip !== null && valueOfEntry(head) === valueOfEntry(tip) ? [] : [{ head, merged }];
  });
}

/** The entry of that tag; null: there is none. */
export function findEntry(history: History | null, tag: string | null): Entry | null {
  return history?.entries.find((entry) => tag !== null && entry.tag === tag) ?? null;
}
