/** What a replay saw. */
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
