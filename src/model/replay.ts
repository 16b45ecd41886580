/** What a replay saw. */
import type { Difference } from './catalog.js';
import type { Span } from './finding.js';

/** Fields of PostgreSQL's error response. */
export interface ServerError {
  readonly sqlstate: string;
  readonly message: string;
  readonly detail: string | null;
  readonly hint: string | null;
  /** Context of a PL/pgSQL or SQL function (`where` field). */
  readonly context: string | null;
}

/** The statement that failed, and where in its file. */
export interface ReplayFailure {
  readonly tag: string;
  readonly file: string;
  /** The failing statement in the file's text. */
  readonly span: Span;
  /** The offending token (the server's `position`), or null where the server names none. */
  readonly token: Span | null;
  readonly statement: string;
  readonly error: ServerError;
}

export interface ReplayOutcome {
  /** Tags that ran to their end, in order. */
  readonly applied: readonly string[];
  /** null: the replay went through. */
  readonly failure: ReplayFailure | null;
  readonly durationMs: number;
}

/** DDL of the declared schema or of a snapshot that the server refuses. */
export interface BuildFailure {
  readonly statement: string;
  readonly error: ServerError;
}

/** What happened when one statement of an applied migration was executed again. */
export interface SecondRun {
  readonly span: Span;
  readonly statement: string;
  readonly outcome: SecondRunOutcome;
}

export type SecondRunOutcome =
  | { readonly kind: 'clean' }
  | { readonly kind: 'failed'; readonly error: ServerError }
  | { readonly kind: 'changed-catalog'; readonly differences: readonly Difference[] }
  | { readonly kind: 'changed-rows'; readonly changes: readonly RowChange[] };

/** Rows that a second run touched, by `pg_stat_xact_user_tables`. */
export interface RowChange {
  /** Schema-qualified, unquoted. */
  readonly table: string;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
}

/** A guarded statement that was skipped, although what was there is not what it asks for. */
export interface MaskedGuard {
  readonly span: Span;
  /** What the statement would have made is expected, what was there is actual, both as they are at the end of the file. */
  readonly differences: readonly Difference[];
}

/** The replay of a deploy onto the base branch's state, with a synthetic row in each table that takes one. */
export interface UpgradeOutcome extends ReplayOutcome {
  /** What failed with rows in the tables and not without; the rest was then replayed without. null: nothing did. */
  readonly failureOnRows: ReplayFailure | null;
  /** Tables that took no row, by name, quoted where it has to be: what the replay says does not hold for rows in these. */
  readonly emptyTables: readonly { readonly table: string; readonly reason: string }[];
}
