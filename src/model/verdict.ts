/** The report: product.md §7 as types. Field names are the published JSON. */
import type { AllowedFinding, Finding } from './finding.js';
import type { Layout } from './history.js';

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

export interface ProjectVerdict {
  /** null: only a migrations folder was given. */
  readonly config: string | null;
  readonly migrations: string;
  readonly layout: Layout;
  readonly entries: number;
  /** null: no base is known. */
  readonly newEntries: readonly string[] | null;
  readonly base: string | null;
  /** null: the run ended before a server was needed. */
  readonly server: { readonly provider: string; readonly version: string } | null;
  readonly checks: readonly CheckStatus[];
  readonly findings: readonly Finding[];
  readonly allowed: readonly AllowedFinding[];
  readonly unmanaged: readonly string[];
  readonly pending: readonly { readonly tag: string; readonly statements: number }[];
  readonly timings: Timings;
}

export interface Verdict {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'drizzle-gatekeeper'; readonly version: string };
  readonly verdict: 'passed' | 'failed';
  readonly projects: readonly ProjectVerdict[];
}
