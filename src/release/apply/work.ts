/** What is to be run on a database, as far as running it goes. */
import type { Catalog, Difference } from '../../model/catalog.js';
import type { History, Migration } from '../../model/history.js';
import type { TrackerPlace } from '../../model/project.js';
import type { PlannedMigration } from '../../model/release.js';
import type { ParsedFile } from '../../model/sql.js';

/** What becomes true at once, with what the plan has proven of it. */
export interface WorkStep {
  /** `none`: one migration, statement by statement. */
  readonly transaction: PlannedMigration['transaction'];
  readonly migrations: readonly Migration[];
  /** What the database has to be at its end. */
  readonly after: Catalog;
}

export interface Work {
  readonly place: TrackerPlace;
  readonly history: History;
  readonly parsed: ReadonlyMap<string, ParsedFile>;
  readonly steps: readonly WorkStep[];
  /** What of a catalog of the database is not as proven. */
  readonly differ: (expected: Catalog, deployed: Catalog) => readonly Difference[];
}

export function tagsOf({ migrations }: Pick<WorkStep, 'migrations'>): readonly string[] {
  return migrations.map(({ tag }) => tag);
}

/** The file of a migration of the work. */
export function fileOf({ parsed }: Pick<Work, 'parsed'>, { tag }: Migration): ParsedFile {
  const file = parsed.get(tag);
  if (file === undefined) throw new Error(`migration "${tag}" was not parsed`);
  return file;
}

/** Limits of the statements of one step, in milliseconds; 0: none. */
export interface Limits {
  /** For a lock; then all is undone and tried again. */
  readonly lockTimeoutMs: number;
  readonly statementTimeoutMs: number;
}
