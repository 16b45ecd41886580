/** The catalog before the new migrations, read in passing by the step-by-step replay. */
import type postgres from 'postgres';
import type { Catalog } from '../model/catalog.js';
import { failed, gathered, skipped, type Gathered } from '../model/gathered.js';
import type { Migration } from '../model/history.js';
import type { Script } from '../postgres/replay/replay.js';

export interface Watched {
  readonly script: Script;
  /** To be called before the replay: an empty database may be what the new migrations start from. */
  readonly start: (sql: postgres.Sql) => Promise<void>;
  /** After the replay. */
  readonly before: () => Gathered<Catalog>;
}

/** `newTags`: see `Facts`. New migrations between merged ones have no state before them all. */
export function watchBefore(
  script: Script,
  newTags: readonly string[] | null,
  read: (sql: postgres.Sql) => Promise<Catalog>,
): Watched {
  const last = lastMerged(script.migrations, newTags);
  if (last.status !== 'gathered') return { script, start: async () => {}, before: () => last };
  let before: Gathered<Catalog> = failed('the replay stopped before it');
  const keep = async (sql: postgres.Sql): Promise<void> => {
    before = gathered(await read(sql));
  };
  const afterMigration = async (sql: postgres.Sql, migration: Migration): Promise<void> => {
    await script.afterMigration?.(sql, migration);
    if (migration === last.value) await keep(sql);
  };
  return {
    script: { ...script, afterMigration },
    start: async (sql) => {
      if (last.value === null) await keep(sql);
    },
    before: () => before,
  };
}

/** null: all are new. */
function lastMerged(migrations: readonly Migration[], newTags: readonly string[] | null): Gathered<Migration | null> {
  if (newTags === null) return skipped('which migrations are new is not known');
  const firstNew = migrations.findIndex(({ tag }) => newTags.includes(tag));
  if (firstNew === -1) return skipped('no migration is new');
  if (migrations.slice(firstNew).some(({ tag }) => !newTags.includes(tag))) {
    return skipped('a new migration stands before a merged one');
  }
  return gathered(migrations[firstNew - 1] ?? null);
}
