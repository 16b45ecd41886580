/** What Drizzle's migrator would pass over when the pull request is deployed where the base branch is. */
import type { Facts } from '../../model/facts.js';
import type { Migration } from '../../model/history.js';
import { migrationsOf } from '../../model/history.js';
import { comparableBase, findEntry } from './merged.js';
import { faultOfWhen } from './when.js';

export interface Skipped {
  readonly migration: Migration;
  /** The newest `created_at` of the base branch, and the entry that sets it. */
  readonly mark: { readonly tag: string; readonly when: number };
}

/**
 * 0.x reads the mark once, before the first migration, and runs what is strictly above it (`PgDialect.migrate`). 1.0 goes
 * by name and passes over nothing.
 */
export function wouldSkip(facts: Facts): readonly Skipped[] {
  const base = comparableBase(facts);
  if (base === null || base.atTip === null || facts.history.layout === 'folders') return [];
  const { atTip } = base;
  const marks = migrationsOf(atTip).flatMap(({ tag, when }) => (when === null ? [] : [{ tag, when }]));
  const mark = marks.reduce((a, b) => (b.when > a.when ? b : a), { tag: '', when: Number.NEGATIVE_INFINITY });
  return facts.history.entries.flatMap((entry) => {
    const { migration } = entry;
    if (!migration || !facts.newTags?.includes(migration.tag) || findEntry(atTip, migration.tag)) return [];
    const skipped = migration.when !== null && faultOfWhen(entry) === null && migration.when <= mark.when;
    return skipped ? [{ migration, mark }] : [];
  });
}
