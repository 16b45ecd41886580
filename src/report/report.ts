/** One report, in the form that was asked for. */
import type { Verdict } from '../model/verdict.js';
import { renderAnnotations, renderWorkflowCommands } from './annotations.js';
import { renderJson } from './json.js';
import { renderMarkdown } from './markdown.js';
import { renderPretty, type Terminal } from './pretty.js';
import { renderSarif, type Rule } from './sarif.js';
import type { Sources } from './sources.js';

/** Forms of a verdict. */
export type Format = 'pretty' | 'json' | 'markdown' | 'sarif' | 'github';

/** The verdict as text, ending with a line break. Redact the verdict before. `rules`: texts of the checks, for SARIF. */
export function renderReport(
  verdict: Verdict,
  format: Format,
  sources: Sources,
  terminal: Terminal,
  rules: readonly Rule[] = [],
): string {
  return RENDERERS[format](verdict, sources, terminal, rules);
}

type Renderer = (verdict: Verdict, sources: Sources, terminal: Terminal, rules: readonly Rule[]) => string;

const RENDERERS: Readonly<Record<Format, Renderer>> = {
  pretty: renderPretty,
  json: renderJson,
  markdown: (verdict, sources) => renderMarkdown(verdict, { sources, limit: Number.POSITIVE_INFINITY }),
  sarif: (verdict, _sources, _terminal, rules) => renderSarif(verdict, rules),
  github: (verdict) => renderWorkflowCommands(renderAnnotations(verdict)),
};
