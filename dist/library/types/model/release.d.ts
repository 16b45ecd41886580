/** What a release would do, and did: product.md §7 as types. Field names are the published JSON. */
import type { Finding } from './finding.js';
import type { StoredRow } from './tracker.js';
/** Table-level lock modes, weakest first (https://www.postgresql.org/docs/current/explicit-locking.html). */
export declare const LOCK_MODES: readonly ['AccessShareLock', 'RowShareLock', 'RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'];
export type LockMode = (typeof LOCK_MODES)[number];
export interface PlannedStatement {
    /** In its file, from 1. */
    readonly line: number;
    readonly sql: string;
    /** Milliseconds on the ephemeral server. */
    readonly durationMs: number;
    /** On tables of the target: the strongest lock that it takes, unless its transaction holds one as strong already. */
    readonly locks: readonly {
        readonly table: string;
        readonly mode: LockMode;
    }[];
    /** Tables of the target whose every row it writes anew. */
    readonly rewrites: readonly string[];
}
export interface PlannedMigration {
    readonly tag: string;
    /** `shared`: with the others, as Drizzle runs them. `own`: one of its own. `none`: its statements cannot run in one. */
    readonly transaction: 'shared' | 'own' | 'none';
    readonly statements: readonly PlannedStatement[];
}
/** As PostgreSQL last counted: no table is read for it. */
export interface TableSize {
    readonly table: string;
    /** `pg_class.reltuples`; null: it was never counted. */
    readonly estimatedRows: number | null;
    /** With indexes and TOAST. */
    readonly bytes: number;
}
export interface Plan {
    readonly schemaVersion: 1;
    /** `host/database`. */
    readonly target: string;
    /** Of tracker, catalog and files: a plan is good only while nothing of them moves. SHA-256, hexadecimal. */
    readonly fingerprint: string;
    /** Why it may not be applied; empty: it may. */
    readonly refusals: readonly Finding[];
    readonly pending: readonly PlannedMigration[];
    /** Tables of the target that a statement locks. */
    readonly tables: readonly TableSize[];
}
export interface ReleaseRecord {
    readonly schemaVersion: 1;
    readonly outcome: 'applied' | 'nothing-to-do' | 'applied-by-other' | 'refused' | 'rolled-back';
    /** With `applied-by-other`: who held the lock, as far as known. */
    readonly by?: string | null;
    /** Tags whose rows were written. */
    readonly applied: readonly string[];
    readonly findings: readonly Finding[];
    /** The way back: the mark, and the place in the log for point-in-time recovery. null: it was not looked at. */
    readonly before: ReleaseState | null;
    /** Path of the backup; null: none was asked for. */
    readonly backup: string | null;
    readonly durationMs: number;
}
/** A database before a release changes it. */
export interface ReleaseState {
    readonly mark: number | null;
    /** `pg_current_wal_lsn()`; null: the role may not ask. */
    readonly lsn: string | null;
    /** Of the server, ISO 8601 in UTC. */
    readonly time: string;
    /** The tracker's rows, so that it can be put back. */
    readonly tracker: readonly StoredRow[];
}
