import type { Severity } from '../model/finding.js';
import type { Verdict } from '../model/verdict.js';

/** A remark that GitHub shows beside the code. */
export interface Annotation {
  readonly level: Severity;
  readonly title: string;
  readonly message: string;
  /** Null: the finding is on no file. The path is relative to the root of the repository. */
  readonly place: { readonly file: string; readonly line: number; readonly endLine: number } | null;
}

export interface Annotations {
  /** Worst first; as many of each level as GitHub shows for one step. */
  readonly shown: readonly Annotation[];
  /** How many more there are. */
  readonly leftOut: number;
}

/** `root`: POSIX path from the repository's root to the working directory of the run, or empty. */
export function renderAnnotations(verdict: Verdict, root = ''): Annotations {
  void [verdict, root];
  return { shown: [], leftOut: 0 };
}
