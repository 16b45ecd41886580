/** Why a release is refused, or what became of it: findings that no check of the gate makes. */
import type { CatalogLocation, Code, Evidence, FileLocation, Finding } from './finding.js';

/** Every code, with its situation in a few words. */
export const RELEASE_CODES = {
  'release/wrong-database': 'the database is not the one that was expected',
  'release/wrong-history': 'the history is not the one that the gate has seen',
  'release/lock-lost': 'the session that took the lock is not the one that runs the migrations',
  'release/plan-moved': 'tracker, catalog or files have changed since the plan was made',
  'release/lock-held': 'another session is migrating the database',
  'release/backup-failed': 'the backup could not be made or not be read back',
  'release/cannot-resume': 'a migration that runs outside of a transaction could not be taken up again',
  'release/statement-failed': 'a statement failed on the database',
  'release/result-differs': 'the database would not have been what the plan has proven',
  'release/undecided-entry': 'only a person can say whether an entry is applied',
  'release/undecided-row': 'only a person can say whether a row is still needed',
  'release/needs-baseline': 'the tracker has no row of the history, and the schema is there',
  'release/not-at-entry': 'the database is not what the history builds up to the entry',
  'release/passed-over': "Drizzle's migrator would pass over an entry that is not applied",
  'release/not-ready': 'drizzle-orm 1.0 would stop at the tracker, or misread it',
  'release/attached-to-tracker': 'something hangs on the tracker that a new one would not have',
  'release/connection-lost': 'the connection was lost while the migrations ran',
} as const satisfies Readonly<Record<Extract<Code, `release/${string}`>, string>>;

export type ReleaseCode = keyof typeof RELEASE_CODES;

/** With the codes of checks on a plan that are refused for where there is no plan yet, or none at all. */
export type RefusalCode = ReleaseCode | 'release/missing-rights' | 'release/pooler' | 'release/standby';

/** An error with a code of the release. */
export function releaseFinding(
  code: RefusalCode,
  about: {
    readonly message: string;
    readonly at: FileLocation | CatalogLocation;
    readonly evidence?: readonly Evidence[];
    readonly hint: string;
  },
): Finding {
  const { message, at, evidence = [], hint } = about;
  return { code, severity: 'error', message, location: at, evidence, hint };
}
