/** The one place where foreign text is made safe for GitHub's Markdown, in each of the three forms that it may take. */
import { visible } from '../visible.js';

/** Invisible; parts what GitHub would otherwise turn into a link, a mention, an issue reference or an emoji. */
const ZERO_WIDTH_SPACE = '&#8203;';

/** Whatever has a meaning in Markdown, HTML or GitHub's own syntax, or is turned into a link by GitHub. */
const SPECIAL = /(?<link>@|:\/\/|www\.|gh-(?=\d)|:(?=[\w+-]+:))|(?<issue>#(?=\d))|[&<>"'`*_~[\]{}()\\|$^!#]/gi;

/**
 * Prose on one line. Uses character references alone: they have no meaning as structure in Markdown (CommonMark 2.5), and
 * the same one in HTML, so that the result may stand in a paragraph, a table and a `<summary>`.
 */
export function escapeText(text: string): string {
  const line = visible(text).trim();
  const escaped = line.replace(SPECIAL, (match, ...rest) => {
    const { link, issue } = rest.at(-1) as { link?: string; issue?: string };
    if (link !== undefined) return link.slice(0, 1) + ZERO_WIDTH_SPACE + link.slice(1);
    return reference(match) + (issue === undefined ? '' : ZERO_WIDTH_SPACE);
  });
  // A list or the underline of a heading begins with the first character of a line; what else could is escaped already.
  return escaped.replace(/^[-+=\d]/, reference);
}

/** Prose in which `"names"` become code. */
export function escapeProse(text: string): string {
  const parts = text.trim().split(/"([^"\n]{1,200})"/);
  return parts.map((part, index) => (index % 2 === 1 ? codeSpan(part) : escapePart(part))).join('');
}

/** A part keeps the spaces that part it from the next. */
function escapePart(part: string): string {
  const escaped = escapeText(part);
  const before = /^\s/.test(part) ? ' ' : '';
  return escaped === '' ? before : `${before}${escaped}${/\s$/.test(part) ? ' ' : ''}`;
}

/** A name or command. Not for tables, where a `|` ends the cell even in code. */
export function codeSpan(text: string): string {
  const code = breakMarkers(visible(text));
  if (code.trim() === '') return code === '' ? '' : '` `';
  const ticks = '`'.repeat(longestRun(code) + 1);
  const pad = /^[` ]|[` ]$/.test(code) ? ' ' : '';
  return `${ticks}${pad}${code}${pad}${ticks}`;
}

export type Language = 'sql' | 'text' | 'diff' | 'suggestion' | 'mermaid';

/** A block of code, its fence longer than any run of backticks in it. Starts and ends without a line break. */
export function fence(text: string, language: Language): string {
  const lines = text.split(/\r?\n/).map((line) => breakMarkers(visible(line)));
  const ticks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [`${ticks}${language}`, ...lines, ticks].join('\n');
}

/** Whether a line stands in a fence exactly as it is. */
export function isVerbatim(line: string): boolean {
  return breakMarkers(visible(line)) === line;
}

/** Tools find their own comments by hidden markers; text from a pull request must not plant one. */
function breakMarkers(text: string): string {
  return text.replaceAll('<!--', '<!\u200b--');
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

function reference(character: string): string {
  return `&#${character.codePointAt(0) ?? 0};`;
}
