/** One finding as text: what, where, the SQL with a caret, what the server said, what to do. */
import type { Evidence, Finding } from '../../model/finding.js';
import { diffOf } from '../fix-diff.js';
import type { Sources } from '../sources.js';
import { ORIGIN_WORDS, summaryOf, type Origin } from '../origin.js';
import { createGutter, renderSnippet, type Gutter } from './snippet.js';
import { visible } from '../visible.js';
import type { Style } from './style.js';
import { columnsOf, keepStart } from './width.js';

/** Lines of one quotation: more than that is read in the file, or in the JSON report. */
const MOST_LINES = 12;
/** Prose is left to the terminal to wrap, so that a command in it can be copied; this ends what never ends. */
const MOST_COLUMNS = 1000;

export interface Page {
  readonly style: Style;
  readonly sources: Sources;
  /** Columns. */
  readonly width: number;
}

/** Lines, an empty one at the end. */
export function renderFinding(finding: Finding, page: Page): string[] {
  const { style } = page;
  const { location } = finding;
  const source = 'file' in location ? page.sources.get(location.file) : undefined;
  const gutter = createGutter('file' in location ? location.endLine : 1, style);
  const snippet =
    'file' in location && source !== undefined
      ? renderSnippet(location, source, finding.severity, style, gutter, page.width)
      : [];
  const evidence = finding.evidence.flatMap((item) => renderEvidence(item, source ?? '', gutter, page));
  const advice = [...renderHint(finding, gutter, style), ...renderFix(finding, gutter, page)];
  return [
    renderHeadline(finding, style),
    `${' '.repeat(gutter.width)} ${style.dim('┌─')} ${describePlace(finding)}`,
    ...(snippet.length > 0 ? [gutter.line(null), ...snippet] : []),
    ...evidence,
    ...advice,
    '',
  ];
}

/** `error[replay/statement-failed]: relation "orders" already exists`. */
export function renderHeadline({ severity, code, message }: Finding, style: Style): string {
  return `${style[severity](style.bold(`${severity}[${code}]`))}${style.bold(`: ${keepStart(visible(message), MOST_COLUMNS)}`)}`;
}

/** `drizzle/0041_add_invoices.sql:3:1`, or `table public.invoices (replayed)`. */
export function describePlace({ location }: { readonly location: Finding['location'] }): string {
  return 'file' in location
    ? `${visible(location.file)}:${location.line}:${location.column}`
    : `${visible(location.object)} (${location.catalog})`;
}

function renderEvidence(evidence: Evidence, source: string, gutter: Gutter, page: Page): string[] {
  switch (evidence.kind) {
    case 'sql':
      // What stands in the file has been shown by the snippet.
      return source.includes(evidence.text.trim()) ? [] : renderQuotation(evidence.text, gutter, page);
    case 'text':
      return renderQuotation(evidence.text, gutter, page);
    case 'server-error':
      return note(gutter, page.style, evidence.sqlstate, [
        evidence.message,
        ...(evidence.detail === null ? [] : [`detail: ${evidence.detail}`]),
        ...(evidence.hint === null ? [] : [`hint of the server: ${evidence.hint}`]),
      ]);
    case 'origin':
      return renderOrigin(evidence, gutter, page);
    case 'difference':
      return renderDifference(evidence, gutter, page);
    default:
      return [];
  }
}

function renderQuotation(text: string, gutter: Gutter, page: Page): string[] {
  const lines = text.trim().split(/\r?\n/);
  const shown = lines.length <= MOST_LINES + 1 ? lines : lines.slice(0, MOST_LINES);
  const rows = shown.map((line) => gutter.line(null, keepStart(visible(line), page.width - gutter.width - 3)));
  const missing = lines.length - shown.length;
  if (missing > 0) rows.push(gutter.line(null, page.style.dim(`… ${missing} more lines`)));
  return [gutter.line(null), ...rows];
}

function renderOrigin(origin: Origin, gutter: Gutter, { style, width }: Page): string[] {
  const title = ORIGIN_WORDS[origin.verb];
  const text = `${describePlace(origin)}  ${summaryOf(origin)}`;
  return note(gutter, style, title, [keepStart(visible(text), width - gutter.width - title.length - 5)]);
}

function renderDifference(
  { attribute, expected, actual }: Extract<Evidence, { kind: 'difference' }>,
  gutter: Gutter,
  { style, width }: Page,
): string[] {
  const both = [`expected ${expected ?? 'nothing'}`, `actual ${actual ?? 'nothing'}`];
  const short = both.join(', ');
  const fits = !short.includes('\n') && columnsOf(short) + columnsOf(attribute) + gutter.width + 5 <= width;
  return note(gutter, style, attribute, fits ? [short] : ['', ...both]);
}

/** A titled text and its further lines: `= 42P07: relation "orders" already exists`. */
function note(gutter: Gutter, style: Style, title: string, texts: readonly string[]): string[] {
  const margin = ' '.repeat(gutter.width);
  const lines = texts.flatMap((text) => text.split(/\r?\n/)).map((line) => keepStart(visible(line), MOST_COLUMNS));
  const [first = '', ...others] = lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES), '…'];
  const head = `${margin} ${style.dim('=')} ${style.bold(visible(title))}: ${first}`.trimEnd();
  return [head, ...others.map((line) => `${margin}   ${line}`)];
}

function renderHint({ hint }: Finding, gutter: Gutter, style: Style): string[] {
  return hint === undefined ? [] : note(gutter, style, 'hint', [hint]);
}

function renderFix({ fix, location }: Finding, gutter: Gutter, page: Page): string[] {
  if (fix === undefined) return [];
  const { style } = page;
  const title = note(gutter, style, fix.safety === 'safe' ? 'fix' : 'fix to review', [fix.title]);
  const rows = diffOf(fix, page.sources).flatMap((hunk) => [
    ...('file' in location && hunk.file === location.file ? [] : [gutter.line(null, visible(hunk.file))]),
    ...hunk.removed.map((line) => style.error(`- ${visible(line)}`)),
    ...hunk.added.map((line) => style.passed(`+ ${visible(line)}`)),
  ]);
  const shown = rows.length <= MOST_LINES + 1 ? rows : rows.slice(0, MOST_LINES);
  if (rows.length > shown.length) shown.push(style.dim(`… ${rows.length - shown.length} more lines`));
  return [...title, ...shown.map((row) => `${' '.repeat(gutter.width)}   ${row}`)];
}
