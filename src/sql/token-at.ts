/** Where an error points: the server and the parser name a character, a reader wants the word. */
import type { Span } from '../model/finding.js';
import { scan } from './tokens.js';

/** The token at an offset, as a span; where white space or nothing stands there, one character. */
export function tokenAt(text: string, offset: number): Span {
  const token = scan(text).find((candidate) => candidate.start <= offset && offset < candidate.end);
  if (token !== undefined && token.kind !== 'comment') return { start: token.start, end: token.end };
  return { start: Math.min(offset, text.length), end: Math.min(offset + 1, text.length) };
}
