/** What a tracker is to become, row by row, each with its reason: made by `repair` and `baseline`. */
import type { Effects } from './effects.js';
import type { TrackerPlace } from './project.js';
import type { RefusalCode } from './release-codes.js';
import type { ReleaseRecord } from './release.js';
import type { EntryState, StoredRow } from './tracker.js';
/** A row of the new tracker. */
export interface WrittenRow {
    /** null: the sequence gives one. */
    readonly id: string | null;
    readonly hash: string;
    readonly createdAt: string;
    /** null: NULL, or 0.x, which has no such column. */
    readonly name: string | null;
    readonly appliedAt: string | null;
}
export interface PlannedRow {
    /** null: a row of somebody else's, kept. */
    readonly tag: string | null;
    /** `kept`: as it is. */
    readonly action: 'kept' | 'changed' | 'added';
    readonly row: WrittenRow;
    readonly reason: string;
}
export interface RemovedRow {
    readonly row: StoredRow;
    readonly reason: string;
}
/** What speaks for and against an entry having run, and what follows from it. */
export interface EntryDecision {
    readonly tag: string;
    /** What the tracker says. */
    readonly state: EntryState;
    readonly effects: Effects;
    /** `undecided`: a person has to say. */
    readonly decision: 'applied' | 'pending' | 'undecided';
    readonly reason: string;
}
/** Why nothing is written. */
export interface Obstacle {
    readonly code: RefusalCode;
    readonly message: string;
    /** Imperative; ends in a command. */
    readonly hint: string;
}
export interface TrackerChange {
    /** Columns of the new table. */
    readonly line: '0.x' | '1.0';
    /** false: the table has the wrong columns, so it is built anew even where no row changes. */
    readonly columnsAreRight: boolean;
    readonly entries: readonly EntryDecision[];
    /** In the order in which they are written. */
    readonly rows: readonly PlannedRow[];
    readonly removed: readonly RemovedRow[];
    /** What 0.x compares `when` with, as text; null: there is no row, or it is NULL. */
    readonly mark: {
        readonly before: string | null;
        readonly after: string | null;
    };
    /** Tags that Drizzle's migrator would run; null: it stops before. */
    readonly next: {
        readonly before: readonly string[] | null;
        readonly after: readonly string[];
    };
    /** Entries that are not applied and that 0.x passes over all the same: no tracker can change that. */
    readonly passedOver: readonly string[];
    /** Empty: it may be written. */
    readonly obstacles: readonly Obstacle[];
}
/** Whether there is anything to write. */
export declare function isChange({ columnsAreRight, rows, removed }: TrackerChange): boolean;
/** What `repair` and `baseline` did, or would do. Field names are the published JSON. */
export interface TrackerRecord extends Omit<ReleaseRecord, 'outcome'> {
    /** `shown`: it can be written, and was not asked for. `applied`: it is written. */
    readonly outcome: 'shown' | 'applied' | 'nothing-to-do' | 'refused' | 'rolled-back';
    /** `host/database`. */
    readonly target: string;
    readonly tracker: TrackerPlace;
    /** Why the catalog tells nothing of entries; null: it does. */
    readonly blind: string | null;
    /** null: refused before it was planned. */
    readonly change: TrackerChange | null;
}
