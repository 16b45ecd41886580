/** One report, in the form that was asked for. */
import type { Verdict } from '../model/verdict.js';
import { renderAnnotations, renderWorkflowCommands } from './annotations.js';
import { renderJson } from './json.js';
import { renderMarkdown } from './markdown.js';
import { renderPretty, type Terminal } from './pretty.js';
import type { Sources } from './sources.js';

export type Format = 'pretty' | 'json' | 'markdown' | 'sarif' | 'github';

/** The verdict as text, ending with a line break. Redact the verdict before. */
export function renderReport(verdict: Verdict, format: Format, sources: Sources, terminal: Terminal): string {
  return RENDERERS[format](verdict, sources, terminal);
}

const RENDERERS: Readonly<Record<Format, typeof renderPretty>> = {
  pretty: renderPretty,
  json: renderJson,
  markdown: (verdict, sources) => renderMarkdown(verdict, { sources, limit: Number.POSITIVE_INFINITY }),
  sarif: renderJson,
  github: (verdict) => renderWorkflowCommands(renderAnnotations(verdict)),
};
