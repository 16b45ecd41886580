/** Drizzle's tracking table as it stands in a deployed database, and what it says of a history. */
import type { Migration } from './history.js';
import type { TrackerPlace } from './project.js';
/** One row, every value as PostgreSQL prints it in JSON, so that none is lost to a conversion; null: NULL, or no such column. */
export interface StoredRow {
    readonly id: string | null;
    readonly hash: string | null;
    readonly createdAt: string | null;
    readonly name: string | null;
    readonly appliedAt: string | null;
}
export interface TrackerColumn {
    readonly name: string;
    /** As `format_type` prints it: `bigint`, `timestamp with time zone`. */
    readonly type: string;
    readonly isNullable: boolean;
    /** As PostgreSQL prints it, or `GENERATED … AS IDENTITY`; null: none. */
    readonly default: string | null;
}
export interface Tracker extends TrackerPlace {
    readonly columns: readonly TrackerColumn[];
    /** In the order in which they lie in the table. */
    readonly rows: readonly StoredRow[];
    /** `created_at` of the row that 0.x reads (`ORDER BY created_at DESC LIMIT 1`); null: NULL, or there are no rows. */
    readonly newest: string | null;
}
/** What a database has of trackers. */
export interface TrackerReading {
    /** Where the project says that it is; null: there is no such table. */
    readonly tracker: Tracker | null;
    /** Tables of a tracker's shape in other places. `rows` is null where they may not be read. */
    readonly others: readonly (TrackerPlace & {
        readonly rows: number | null;
    })[];
}
/**
 * `applied`: a row says so. `edited`: a row with its time or name has another hash. `restamped`: a row with its hash has
 * another time or name. `skipped`: no row, and Drizzle's migrator would not run it. `pending`: no row, and it would.
 */
export type EntryState = 'applied' | 'edited' | 'restamped' | 'skipped' | 'pending';
export interface MatchedEntry {
    readonly migration: Migration;
    readonly state: EntryState;
    /** More than one: duplicates. */
    readonly rows: readonly StoredRow[];
}
/** A history, entry by entry, against a tracker. */
export interface TrackerMatch {
    /** By the columns; null: there is no table. */
    readonly line: '0.x' | '1.0' | null;
    /** What 0.x compares `when` with: NaN where it makes no number of the value; null: no row yet, or none is needed (1.0). */
    readonly mark: number | null;
    readonly entries: readonly MatchedEntry[];
    /** Rows that belong to no entry. */
    readonly orphans: readonly StoredRow[];
    /** What the project's own migrator would run now; null: it stops before (the tracker cannot be upgraded to 1.0). */
    readonly next: readonly Migration[] | null;
}
