/** The shape of a check: one file, one code, fields always in this order. */
import type { CatalogLocation, Code, Evidence, FileLocation, Finding, Fix, Severity, Span } from './finding.js';
import type { Facts } from './facts.js';
import type { SourceFile } from './history.js';

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
