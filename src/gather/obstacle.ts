/** What stands in the way of a replay. Running the rest would blame the migrations for what is missing. */
import type { History } from '../model/history.js';

/** Why not every migration is there to be run, where Drizzle's migrator stops as well; null: they all are. */
export function obstacleOf({ journal, entries }: History): string | null {
  if (journal !== null && journal.defect !== null && entries.length === 0) {
    return `"${journal.source.path}" cannot be read`;
  }
  const gap = entries.find(({ migration }) => migration === null);
  if (gap === undefined) return null;
  return gap.tag === null
    ? `entry ${gap.position + 1} of the journal has no tag`
    : `"${gap.tag}" has no file that can be read`;
}
