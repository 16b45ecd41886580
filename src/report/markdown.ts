import type { Verdict } from '../model/verdict.js';
import { renderJson } from './json.js';
import type { Sources } from './sources.js';

export interface MarkdownOptions {
  readonly sources: Sources;
  /** Most bytes of UTF-8 that the text may have. */
  readonly limit: number;
}

/** The report as GitHub-flavoured Markdown: job summary, comment. */
export function renderMarkdown(verdict: Verdict, options: MarkdownOptions): string {
  void options;
  return renderJson(verdict);
}

/** What stands in the place of a report where nothing could be judged. */
export function renderFailure(message: string, hint: string): string {
  return `${message}\n${hint}\n`;
}
