/** How much a fault weighs: strictly where the pull request brings it, never blocking where it is merged. */
import type { Facts } from '../../model/facts.js';
import type { Severity } from '../../model/finding.js';
import { valueOf } from '../../model/gathered.js';

/** Known to stand on the base branch: whoever works on this pull request did not bring it and may not change it. */
export function isMerged({ newTags }: Facts, tag: string | null): boolean {
  return newTags !== null && tag !== null && !newTags.includes(tag);
}

/** `error` for a new entry, `warning` for a merged one; without a base, what the caller says of old and new alike. */
export function weigh(facts: Facts, tag: string | null, withoutBase: Severity): Severity {
  if (facts.newTags === null) return withoutBase;
  return isMerged(facts, tag) ? 'warning' : 'error';
}

/** The same for a file or snapshot that no entry names, by whether the merge base has it. */
export function weighFile({ base, newTags }: Facts, path: string): Severity {
  const known = valueOf(base);
  if (known === null || newTags === null) return 'warning';
  const merged = [...(known.atMergeBase?.files ?? []), ...(known.atMergeBase?.snapshots ?? [])];
  return merged.some((file) => file.path === path) ? 'warning' : 'error';
}
