/** Where environments stand: product.md §7 as types. Field names of `StatusReport` are the published JSON. */
import type { DeployedFacts } from './deployed.js';
import type { Finding } from './finding.js';
import { type Gathered } from './gathered.js';
import type { TrackerPlace } from './project.js';
import type { EntryState } from './tracker.js';
export interface EnvironmentStatus {
    readonly name: string;
    /** As in `16.4`. */
    readonly server: string;
    /** `line` is null where there is no table; `mark` is what 0.x compares with, null where it is none. */
    readonly tracker: TrackerPlace & {
        readonly line: '0.x' | '1.0' | null;
        readonly mark: number | null;
    };
    /** In the order of the history. `createdAt` is null where there is no row, or no number in it. */
    readonly entries: readonly {
        readonly tag: string;
        readonly state: EntryState;
        readonly createdAt: number | null;
    }[];
    /** Rows that belong to no entry. */
    readonly orphans: readonly {
        readonly id: number | null;
        readonly hash: string | null;
        readonly createdAt: number | null;
    }[];
    readonly findings: readonly Finding[];
}
export interface StatusReport {
    readonly schemaVersion: 1;
    readonly environments: readonly (EnvironmentStatus & {
        /** What Drizzle's migrator would run now; null: it stops before. */
        readonly next: readonly string[] | null;
        /** How many objects are not what the applied entries build; null: they were not compared. */
        readonly differences: number | null;
    })[];
    /** Entries in which the environments do not agree, with the state in each, in their order. */
    readonly differing: readonly {
        readonly tag: string;
        readonly states: readonly string[];
    }[];
}
/** An environment, with what the report for people says beside. */
export interface Environment {
    readonly status: EnvironmentStatus;
    /** What Drizzle's migrator would run now; null: it stops before. */
    readonly next: readonly string[] | null;
    /** How many objects are not what the applied entries build, or why nobody knows. */
    readonly differences: Gathered<number>;
}
/** `findings` are those that the team has not allowed. */
export declare function toEnvironment(name: string, place: TrackerPlace, { server, match, differences }: DeployedFacts, findings: readonly Finding[]): Environment;
