/** What Drizzle's migrator would pass over when the pull request is deployed where the base branch is. */
import { simulateDeploy } from '../../model/deploy.js';
import type { Facts } from '../../model/facts.js';
import type { Migration } from '../../model/history.js';
import { comparableBase, findEntry } from './merged.js';
import { faultOfWhen } from './when.js';

export interface Skipped {
  readonly migration: Migration;
  /** The newest `created_at` of the base branch, and the entry that sets it. */
  readonly mark: { readonly tag: string; readonly when: number };
}

/** A time that is no number has a finding of its own. */
export function wouldSkip(facts: Facts): readonly Skipped[] {
  const base = comparableBase(facts);
  const deploy = base && simulateDeploy(facts.history, base);
  if (!deploy?.mark) return [];
  const mark = { tag: deploy.mark.tag, when: deploy.mark.when ?? 0 };
  return deploy.skipped.flatMap((migration) => {
    const entry = findEntry(facts.history, migration.tag);
    const isNew = facts.newTags?.includes(migration.tag) === true;
    return isNew && entry !== null && faultOfWhen(entry) === null ? [{ migration, mark }] : [];
  });
}
