/** Whether drizzle-orm 1.0 will upgrade the planned tracker, and take each row for the migration that it belongs to. Pure. */
import type { Migration } from '../../model/history.js';
import type { Obstacle, PlannedRow } from '../../model/tracker-change.js';
import { upgradeTracker } from '../../model/tracker-upgrade.js';
import { nameOfRow } from './orphans.js';

/** `migrations` are those of the journal: "drizzle-kit up" names their folders after the second of `when`. */
export function findReadinessObstacles(
  migrations: readonly Migration[],
  planned: readonly PlannedRow[],
): readonly Obstacle[] {
  const folders = migrations.map((each) => ({ ...each, when: each.when && each.when - (each.when % 1000) }));
  const rows = planned.map(({ row }) => row);
  const upgrade = upgradeTracker(folders, rows);
  const strays = upgrade.unmatched.map((row) => ({
    code: 'release/not-ready' as const,
    message: `drizzle-orm 1.0 knows no migration for ${nameOfRow(row)}, and stops`,
    hint: 'Give each project a table of its own first, or add --orphans drop.',
  }));
  const mistaken = planned.filter(({ row, tag }) => {
    const taken = upgrade.migrations.get(row);
    return taken !== undefined && tag !== null && taken.tag !== tag;
  });
  return [
    ...strays,
    ...mistaken.map(({ row, tag }) => ({
      code: 'release/not-ready' as const,
      message: `drizzle-orm 1.0 would take ${nameOfRow(row)} of "${tag}" for another migration of the same second`,
      hint: 'Make the two files differ, in a comment, before "drizzle-kit up".',
    })),
  ];
}
