/** Text edits in statements: where a keyword goes, and how a statement is put into a DO block. */
import type { Span } from '../model/finding.js';
import type { Statement } from '../model/sql.js';
import { scan, type Token } from './tokens.js';
import { childOf, fieldOf } from './tree.js';

/** Offset behind the first of these words that follow one another, anything but each other between them; null: not there. */
export function offsetAfter(text: string, range: Span, words: readonly string[]): number | null {
  let rest = scan(text, range);
  let end: number | null = null;
  for (const word of words) {
    const at = rest.findIndex((token) => isWord(text, token, word));
    if (at === -1) return null;
    end = rest[at]?.end ?? null;
    rest = rest.slice(at + 1);
  }
  return end;
}

/** The text of one command of ALTER TABLE: between the commas that stand outside parentheses. */
export function commandRange(text: string, statement: Statement, part: number): Span {
  const tokens = scan(text, statement.span);
  const start = endOfRelation(text, statement, tokens);
  const commas: number[] = [];
  let depth = 0;
  for (const token of tokens.filter((each) => each.start >= start)) {
    const sign = text.slice(token.start, token.end);
    if (sign === '(' || sign === '[') depth++;
    if (sign === ')' || sign === ']') depth--;
    if (sign === ',' && depth === 0) commas.push(token.start);
  }
  return { start: commas[part - 1] ?? start, end: commas[part] ?? statement.span.end };
}

/** Behind the name of the altered relation, so that a table called `drop` is not taken for the keyword. */
function endOfRelation(text: string, { node, span }: Statement, tokens: readonly Token[]): number {
  const location = fieldOf(childOf(node, 'relation'), 'location');
  const names = tokens.filter((token) => token.start >= Number(location ?? span.start));
  let last = 0;
  while (isSymbol(text, names[last + 1], '.')) last += 2;
  return names[last]?.end ?? span.start;
}

function isWord(text: string, token: Token | undefined, word: string): boolean {
  return token?.kind === 'word' && text.slice(token.start, token.end).toUpperCase() === word;
}

function isSymbol(text: string, token: Token | undefined, symbol: string): boolean {
  return token !== undefined && text.slice(token.start, token.end) === symbol;
}

/** The word that follows an offset is this one. */
export function isNextWord(text: string, range: Span, word: string): boolean {
  const next = scan(text, range).find((token) => token.kind !== 'comment');
  return isWord(text, next, word);
}

/** A statement that runs only where a condition holds: a DO block without its final semicolon. */
export function guardInBlock(condition: string, statement: string, lineBreak = '\n'): string {
  const tag = statement.includes('$$') || condition.includes('$$') ? '$guard$' : '$$';
  return [`DO ${tag} BEGIN`, `  ${guardInBody(condition, statement, lineBreak)};`, `END ${tag}`].join(lineBreak);
}

/** The same for a statement that stands in a PL/pgSQL body already. */
export function guardInBody(condition: string, statement: string, lineBreak = '\n'): string {
  return [`IF ${condition} THEN`, `    ${statement};`, '  END IF'].join(lineBreak);
}
