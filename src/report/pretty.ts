import type { Verdict } from '../model/verdict.js';
import { renderJson } from './json.js';
import type { Sources } from './sources.js';

export interface Terminal {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
}

/** The report for a person at a terminal or a log. */
export function renderPretty(verdict: Verdict, sources: Sources, terminal: Terminal): string {
  void [sources, terminal];
  return renderJson(verdict);
}
