/** The lexical level of SQL, by the rules of PostgreSQL's scan.l: enough to find words, comments and their limits. */
import type { Span } from '../model/finding.js';

export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'symbol' | 'comment';

/** `quoted` is a quoted identifier; `string` covers every spelling of a string, dollar quotes included. */
export interface Token extends Span {
  readonly kind: TokenKind;
}

// Letters of identifiers are ASCII letters, the underscore and everything beyond ASCII (scan.l: ident_start).
const WORD = String.raw`[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*`;
const PATTERNS: readonly (readonly [TokenKind | null, RegExp])[] = [
  [null, /[ \t\n\r\f\v]+/y],
  ['comment', /--[^\n\r]*/y],
  ['word', new RegExp(WORD, 'y')],
  ['number', /(?:\d|\.\d)[\d_.]*(?:[eE][+-]?\d+)?/y],
  ['parameter', /\$\d+/y],
];
const OPERATOR = /[-+*/<>=~!@#%^&|`?]+/y;
const COMMENT = /--|\/\*/;

/** What begins with a quote, and what in it is no end: a doubled quote, and after a backslash anything. */
const OPENINGS: readonly (readonly [TokenKind, opening: RegExp, mark: RegExp])[] = [
  ['string', /[eE]'/y, /''|'|\\[^]?/g],
  ['string', /(?:[bBxXnN]|[uU]&)?'/y, /''?/g],
  ['quoted', /(?:[uU]&)?"/y, /""?/g],
];
const DOLLAR = new RegExp(String.raw`\$(?:${WORD.replaceAll('$', '')})?\$`, 'y');

/** Tokens of a range of a text, white space left out. Never fails: what is not closed reaches to the end of the range. */
export function scan(text: string, range: Span = { start: 0, end: text.length }): Token[] {
  const tokens: Token[] = [];
  for (let start = range.start; start < range.end;) {
    const [kind, end] = nextToken(text, start);
    if (kind !== null) tokens.push({ kind, start, end: Math.min(end, range.end) });
    start = end;
  }
  return tokens;
}

function nextToken(text: string, start: number): [TokenKind | null, number] {
  if (text.startsWith('/*', start)) return ['comment', endOfComment(text, start)];
  for (const [kind, opening, mark] of OPENINGS) {
    opening.lastIndex = start;
    if (opening.test(text)) return [kind, endOfQuoted(text, opening.lastIndex, mark)];
  }
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = start;
    if (pattern.test(text)) return [kind, pattern.lastIndex];
  }
  OPERATOR.lastIndex = start;
  const operator = OPERATOR.exec(text)?.[0];
  // Up to where a comment starts.
  if (operator !== undefined) return ['symbol', start + (COMMENT.exec(operator)?.index ?? operator.length)];
  DOLLAR.lastIndex = start;
  const tag = DOLLAR.exec(text)?.[0];
  if (tag === undefined) return ['symbol', start + 1];
  const close = text.indexOf(tag, start + tag.length);
  return ['string', close === -1 ? text.length : close + tag.length];
}

/** Mark by mark: one expression for all of it would need more stack than there is, where a string is megabytes of quotes. */
function endOfQuoted(text: string, from: number, mark: RegExp): number {
  mark.lastIndex = from;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    if (found[0].length === 1 && found[0] !== '\\') return mark.lastIndex;
  }
  return text.length;
}

/** Block comments nest in PostgreSQL, unlike in C. */
function endOfComment(text: string, start: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  let depth = 0;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return text.length;
}
