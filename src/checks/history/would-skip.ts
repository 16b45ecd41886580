/** New migrations that Drizzle's migrator would pass over when the pull request is deployed. */
import type { Facts } from '../../model/facts.js';
import { nextDeploy, type PassedOver } from '../../model/next-deploy.js';
import { findEntry } from './merged.js';
import { faultOfWhen } from './when.js';

/** A time that is no number has a finding of its own, and so has a mark that is none. */
export function wouldSkip(facts: Facts): readonly PassedOver[] {
  return (nextDeploy(facts)?.skipped ?? []).filter(({ migration, mark }) => {
    const entry = findEntry(facts.history, migration.tag);
    const isNew = facts.newTags?.includes(migration.tag) === true;
    return isNew && entry !== null && faultOfWhen(entry) === null && Number.isFinite(mark.when);
  });
}
