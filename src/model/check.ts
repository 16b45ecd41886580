/** The shape of a check: one file, one code, fields always in this order. */
import type { CatalogLocation, Code, Evidence, FileLocation, Finding, Fix, Severity, Span } from './finding.js';
import type { Facts } from './facts.js';
import type { SourceFile } from './history.js';
import type { ParsedFile, Statement } from './sql.js';

/** Where a problem is: a range of a file's text, a catalog object, or a finished location. */
export type Place = { readonly source: SourceFile; readonly span: Span } | FileLocation | CatalogLocation;

/** What a check returns; the engine adds code, severity and line numbers. */
export interface Problem {
  readonly message: string;
  readonly at: Place;
  readonly evidence?: readonly Evidence[];
  readonly hint?: string;
  readonly fix?: Fix;
  /** Only where one situation has two weights (new against merged entries). */
  readonly severity?: Severity;
}

export interface Check {
  /** Equals the file's path below `checks/`. */
  readonly code: Code;
  readonly severity: Severity;
  /** Up to 60 characters: headline of the docs page. */
  readonly title: string;
  /** One or two sentences: the consequence, true and provable. */
  readonly why: string;
  /** `findings` are those of all other families; only the `allow` family looks at them. */
  readonly find: (facts: Facts, findings: readonly Finding[]) => Iterable<Problem>;
}

export function defineCheck(check: Check): Check {
  return check;
}

/** A statement in its file, with what the file did before it. */
export interface StatementContext {
  readonly statement: Statement;
  readonly file: ParsedFile;
  /** All statements of the file before this one. */
  readonly before: readonly Statement[];
}

export interface IdempotencyRule extends Omit<Check, 'find' | 'severity'> {
  /** Node types of PostgreSQL's parse tree that the rule looks at, such as `IndexStmt`. */
  readonly visits: readonly string[];
  readonly judge: (context: StatementContext) => Omit<Problem, 'at'> | null;
}
