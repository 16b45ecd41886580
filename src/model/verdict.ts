/** The report: product.md §7 as types. Field names are the published JSON. */
import type { AllowedFinding, Finding } from './finding.js';
import type { Layout } from './history.js';
import type { Fork } from './base.js';

export const CHECK_IDS = [
  'history',
  'replay',
  'fresh-install',
  'upgrade',
  'second-run',
  'declared',
  'recorded',
  'idempotency',
  'tracker',
  'deployed',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

export interface CheckStatus {
  readonly id: CheckId;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped or could not finish; null otherwise. */
  readonly reason: string | null;
}

/** Milliseconds. Parts overlap, so they may add up to more than the total. */
export interface Timings {
  readonly totalMs: number;
  readonly serverMs: number;
  readonly replayMs: number;
  readonly schemaMs: number;
  readonly compareMs: number;
}

/** How a column differs from the state before; null: not at all. */
export type Change = 'added' | 'removed' | 'changed';

export interface ColumnChange {
  readonly name: string;
  /** As Postgres prints it: `numeric(12,2)`. */
  readonly type: string;
  readonly key: 'primary' | 'foreign' | null;
  readonly change: Change | null;
}

/** A table that the new migrations change. */
export interface TableChange {
  /** Schema and name, unquoted: `public.orders`. */
  readonly table: string;
  readonly change: Change;
  /** All of them, changed or not: in the order of the table, then what is gone. */
  readonly columns: readonly ColumnChange[];
  /** Tables that its foreign keys point to. */
  readonly references: readonly string[];
}

/** `ServerFacts`, as far as a report tells it; reports of older versions lack the rest. */
export interface ServerVerdict {
  readonly provider: string;
  readonly version: string;
  readonly reason?: string;
  readonly passedOver?: readonly string[];
}

export interface ProjectVerdict {
  /** null: only a migrations folder was given. */
  readonly config: string | null;
  readonly migrations: string;
  readonly layout: Layout;
  readonly entries: number;
  /** Of layout, tags, times and hashes: what `apply --expect-history` is held against. SHA-256, hexadecimal. */
  readonly historyHash: string;
  /** null: no base is known. */
  readonly newEntries: readonly string[] | null;
  readonly base: string | null;
  /** null: the run ended before a server was needed. */
  readonly server: ServerVerdict | null;
  /** ISO 8601: when the replays ran, where an earlier run has kept them; absent: in this one. */
  readonly replayedAt?: string;
  readonly checks: readonly CheckStatus[];
  readonly findings: readonly Finding[];
  readonly allowed: readonly AllowedFinding[];
  readonly unmanaged: readonly string[];
  readonly pending: readonly { readonly tag: string; readonly statements: number }[];
  /** New migrations that a deploy would pass over without a word. */
  readonly skippedOnDeploy: readonly string[];
  /** Tables that took no synthetic row in the upgrade replay, by name, quoted where it has to be: of rows in these it says nothing. */
  readonly emptyTables: readonly { readonly table: string; readonly reason: string }[];
  /** Both sides have migrations that the other one lacks; null: they have not, or no base is known. */
  readonly fork: Fork | null;
  /** Tables that the new migrations change; null: the state before them is not known. */
  readonly changes: readonly TableChange[] | null;
  /** Of the project's own packages; null: not installed. */
  readonly versions: { readonly kit: string | null; readonly orm: string | null };
  readonly timings: Timings;
}

export interface Verdict {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'drizzle-gatekeeper'; readonly version: string };
  readonly verdict: 'passed' | 'failed';
  readonly projects: readonly ProjectVerdict[];
}
