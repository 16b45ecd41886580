/** Why a release is refused, or what became of it: findings that no check of the gate makes. */
import type { CatalogLocation, Evidence, FileLocation, Finding } from './finding.js';
/** Every code, with its situation in a few words. */
export declare const RELEASE_CODES: {
    readonly 'release/wrong-database': 'the database is not the one that was expected';
    readonly 'release/wrong-history': 'the history is not the one that the gate has seen';
    readonly 'release/lock-lost': 'the session that took the lock is not the one that runs the migrations';
    readonly 'release/plan-moved': 'tracker, catalog or files have changed since the plan was made';
    readonly 'release/lock-held': 'another session is migrating the database';
    readonly 'release/backup-failed': 'the backup could not be made or not be read back';
    readonly 'release/cannot-resume': 'a migration that runs outside of a transaction could not be taken up again';
    readonly 'release/statement-failed': 'a statement failed on the database';
    readonly 'release/result-differs': 'the database would not have been what the plan has proven';
    readonly 'release/undecided-entry': 'only a person can say whether an entry is applied';
    readonly 'release/undecided-row': 'only a person can say whether a row is still needed';
    readonly 'release/needs-baseline': 'the tracker has no row of the history, and the schema is there';
    readonly 'release/not-at-entry': 'the database is not what the history builds up to the entry';
    readonly 'release/passed-over': "Drizzle's migrator would pass over an entry that is not applied";
    readonly 'release/not-ready': 'drizzle-orm 1.0 would stop at the tracker, or misread it';
    readonly 'release/attached-to-tracker': 'something hangs on the tracker that a new one would not have';
    readonly 'release/connection-lost': 'the connection was lost while the migrations ran';
};
export type ReleaseCode = keyof typeof RELEASE_CODES;
/** With the codes of checks on a plan that are refused for where there is no plan yet, or none at all. */
export type RefusalCode = ReleaseCode | 'release/missing-rights' | 'release/pooler' | 'release/standby';
/** An error with a code of the release. */
export declare function releaseFinding(code: RefusalCode, about: {
    readonly message: string;
    readonly at: FileLocation | CatalogLocation;
    readonly evidence?: readonly Evidence[];
    readonly hint: string;
}): Finding;
