import type { ApplyOptions, BaselineOptions, DatabaseOptions, PlanOptions, RepairOptions } from './model/library-options.js';
import type { Plan, ReleaseRecord } from './model/release.js';
import type { EnvironmentStatus } from './model/status.js';
import type { TrackerRecord } from './model/tracker-change.js';
export { CannotJudge } from './model/cannot-judge.js';
export type * from './model/library-options.js';
export type { Finding } from './model/finding.js';
export type { Plan, ReleaseRecord } from './model/release.js';
export type { EnvironmentStatus } from './model/status.js';
export type { TrackerRecord } from './model/tracker-change.js';
/** Where the database stands, entry by entry, with what is wrong with its tracker. Reads alone, and starts no server. */
export declare function status(options: DatabaseOptions): Promise<EnvironmentStatus & {
    readonly next: readonly string[] | null;
}>;
/** What `apply` would do, proven on an ephemeral server, and what speaks against it. Writes nothing to the database. */
export declare function plan(options: PlanOptions): Promise<Plan>;
/** Runs what is pending, once and as proven, or not at all. Look at `outcome`: what was refused does not throw. */
export declare function apply(options: ApplyOptions): Promise<ReleaseRecord>;
/** Rebuilds a damaged tracker; written only with `yes`. */
export declare function repair(options: RepairOptions): Promise<TrackerRecord>;
/** Writes the rows of a tracker that lacks them, once the database is proven to be there; written only with `yes`. */
export declare function baseline(options: BaselineOptions): Promise<TrackerRecord>;
