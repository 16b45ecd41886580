/** One finding as Markdown: a line that says all, and the evidence folded beneath it. */
import type { Evidence, Finding, Severity } from '../../model/finding.js';
import { clip } from '../clip.js';
import { diffOf } from '../fix-diff.js';
import type { Sources } from '../sources.js';
import { codeSpan, escapeProse, escapeText, fence } from './escape.js';
import { ORIGIN_WORDS, originsIn, summaryOf } from '../origin.js';
import { fold } from './fold.js';
import { link, type Links } from './links.js';

export const ICONS = { error: '❌', warning: '⚠️', notice: 'ℹ️' } as const satisfies Record<Severity, string>;

const MOST_LINES = 40;
const MOST_CHARACTERS = 4000;
const MOST_PROSE = 1000;
const SHORT_DIFFERENCE = 100;

/** A heading, what was seen and what to do, then the evidence folded; no line break at its end. */
export function renderFinding(finding: Finding, sources: Sources, links: Links): string {
  const differences = finding.evidence.filter(isShortDifference);
  const evidence = finding.evidence.filter(isFolded);
  const lines = [
    renderPlace(finding, links),
    ...sayOrigins(finding, links),
    ...finding.evidence.flatMap((item) => sayServerError(item, finding.message)),
    ...(finding.hint === undefined ? [] : [`💡 ${escapeProse(clip(finding.hint, MOST_PROSE))}`]),
  ];
  const blocks = [
    `#### ${ICONS[finding.severity]} ${escapeProse(clip(finding.message, MOST_PROSE))}`,
    lines.join('<br>'),
    ...(differences.length > 0 ? [differences.map(sayDifference).join('\n')] : []),
    ...(evidence.length > 0 ? [fold(nameEvidence(evidence), evidence.map(renderEvidence))] : []),
    ...renderFix(finding, sources),
  ];
  return blocks.join('\n\n');
}

/** A list item of one line. */
export function renderLine(finding: Finding, links: Links): string {
  const message = escapeProse(clip(finding.message, MOST_PROSE));
  return `- ${ICONS[finding.severity]} ${message} · ${renderPlace(finding, links)}`;
}

/** `drizzle/0041_add_invoices.sql:3` · `replay/statement-failed`. */
function renderPlace({ code, location }: Finding, links: Links): string {
  const place =
    'file' in location
      ? link(codeSpan(`${location.file}:${location.line}`), links.file(location))
      : `${codeSpan(location.object)} (${location.catalog})`;
  return `${place} · ${link(codeSpan(code), links.page(code))}`;
}

/** Unless the heading has told it already. */
function sayServerError(evidence: Evidence, heading: string): string[] {
  if (evidence.kind !== 'server-error' || heading.includes(evidence.message)) return [];
  return [`${codeSpan(evidence.sqlstate)} ${escapeProse(clip(evidence.message, MOST_PROSE))}`];
}

const NAMES = { sql: 'SQL', text: 'details', 'server-error': 'server error', difference: 'difference' } as const;

type FoldedEvidence = Exclude<Evidence, { kind: 'origin' }>;

function isFolded(evidence: Evidence): evidence is FoldedEvidence {
  return evidence.kind !== 'origin' && !isShortDifference(evidence);
}

/** `added by drizzle/0019_manual.sql:4`, and the statement. */
function sayOrigins(finding: Finding, links: Links): string[] {
  return originsIn(finding).map((origin) => {
    const { verb, location } = origin;
    const place = link(codeSpan(`${location.file}:${location.line}`), links.file(location));
    return `${ORIGIN_WORDS[verb]} ${place}: ${codeSpan(clip(summaryOf(origin), SHORT_DIFFERENCE))}`;
  });
}

function nameEvidence(evidence: readonly FoldedEvidence[]): string {
  return `Evidence: ${[...new Set(evidence.map(({ kind }) => NAMES[kind]))].join(', ')}`;
}

type DifferenceEvidence = Extract<Evidence, { kind: 'difference' }>;

function isShortDifference(evidence: Evidence): evidence is DifferenceEvidence {
  if (evidence.kind !== 'difference') return false;
  return [evidence.attribute, evidence.expected, evidence.actual].every((text) => {
    return text === null || (text.length <= SHORT_DIFFERENCE && !text.includes('\n'));
  });
}

function sayDifference({ attribute, expected, actual }: DifferenceEvidence): string {
  return `- ${codeSpan(attribute)}: expected ${sayValue(expected)}, actual ${sayValue(actual)}`;
}

function sayValue(value: string | null): string {
  return value === null ? 'nothing' : codeSpan(value) || 'an empty text';
}

function renderEvidence(evidence: FoldedEvidence): string {
  switch (evidence.kind) {
    case 'difference': {
      const lines = [...mark('- ', evidence.expected), ...mark('+ ', evidence.actual)];
      return `${codeSpan(evidence.attribute)}, expected and actual:\n\n${fence(shorten(lines.join('\n')), 'diff')}`;
    }
    case 'server-error': {
      const { sqlstate, message, detail, hint } = evidence;
      const lines = [`ERROR: ${sqlstate}: ${message}`];
      if (detail !== null) lines.push(`DETAIL: ${detail}`);
      if (hint !== null) lines.push(`HINT: ${hint}`);
      return fence(shorten(lines.join('\n')), 'text');
    }
    case 'sql':
    case 'text':
    default:
      return fence(shorten(evidence.text), evidence.kind);
  }
}

function mark(sign: string, text: string | null): string[] {
  return text === null ? [] : text.split('\n').map((line) => sign + line);
}

function renderFix({ fix }: Finding, sources: Sources): string[] {
  // Without the files, as in a report of another run, nobody knows which lines go.
  if (fix === undefined || !fix.edits.every(({ file }) => sources.has(file))) return [];
  const hunks = diffOf(fix, sources).map(({ file, line, removed, added }) => {
    const rows = [...removed.map((text) => `-${text}`), ...added.map((text) => `+${text}`)];
    return `${codeSpan(`${file}:${line}`)}\n\n${fence(shorten(rows.join('\n')), 'diff')}`;
  });
  const title = `${fix.safety === 'safe' ? 'Fix' : 'Fix to review'}: ${escapeText(clip(fix.title, MOST_PROSE))}`;
  return [fold(title, hunks)];
}

/** Whole lines from the start, and how much is missing. */
function shorten(text: string): string {
  const lines = clip(text.replace(/^\n+|\s+$/g, ''), MOST_CHARACTERS).split('\n');
  if (lines.length <= MOST_LINES) return lines.join('\n');
  return [...lines.slice(0, MOST_LINES), `… ${lines.length - MOST_LINES} more lines`].join('\n');
}
