/** Where a condition that somebody wrote by hand stands around one statement, and nothing else with it. */
import type { Span } from '../model/finding.js';
import type { Condition, Statement, Step } from '../model/sql.js';
import { scan, type Token } from './tokens.js';

export interface HandGuard {
  readonly condition: Condition;
  readonly conditionSpan: Span;
  readonly statement: Statement;
  /** From IF to END IF, or the whole DO statement where there is nothing else in it. */
  readonly span: Span;
  /** Comments that the span has before the statement, as written. */
  readonly comments: readonly string[];
}

/** The guards in a DO statement of this text; not those with ELSE, and not those in a body that is no dollar-quoted string. */
export function handGuardsIn(text: string, block: Statement): HandGuard[] {
  const body = bodyOf(text, block.span);
  if (body === null) return [];
  return (block.block?.steps ?? []).flatMap((step) => {
    const [condition, statement] = guardedIn(step);
    return condition === null || statement === null ? [] : (locateGuard(text, block, body, condition, statement) ?? []);
  });
}

function guardedIn(step: Step): [Condition | null, Statement | null] {
  if (step.kind !== 'choice') return [null, null];
  const [first, ...others] = step.branches;
  const [inner, ...more] = first?.steps ?? [];
  const isAlone = more.length === 0 && others.every(({ steps }) => steps.length === 0);
  return isAlone && inner?.kind === 'statement' ? [first?.condition ?? null, inner.statement] : [null, null];
}

function locateGuard(
  text: string,
  block: Statement,
  body: Span,
  condition: Condition,
  statement: Statement,
): HandGuard | null {
  const at = text.lastIndexOf(condition.text, statement.span.start);
  if (at < body.start) return null;
  const before = wordsIn(text, { start: body.start, end: at });
  const between = wordsIn(text, { start: at + condition.text.length, end: statement.span.start });
  const after = wordsIn(text, { start: statement.span.end, end: body.end });
  const [opening, closing] = [before.at(-1), after[2]];
  if (opening?.word !== 'IF' || closing === undefined || wordsOf(between) !== 'THEN') return null;
  if (!/^; END IF(?: ;|$)/.test(wordsOf(after))) return null;
  const isWholeBlock = wordsOf(before) === 'BEGIN IF' && /^; END IF ; END(?: ;)?$/.test(wordsOf(after));
  const span = isWholeBlock ? block.span : { start: opening.start, end: closing.end };
  // A comment behind the statement has no place to go to.
  if (commentsIn(text, { start: statement.span.end, end: span.end }).length > 0) return null;
  const conditionSpan = { start: at, end: at + condition.text.length };
  const comments = commentsIn(text, { start: isWholeBlock ? body.start : span.start, end: statement.span.start });
  return { condition, conditionSpan, statement, span, comments };
}

/** The inside of the dollar-quoted string of a DO statement. */
function bodyOf(text: string, span: Span): Span | null {
  const token = scan(text, span).find(({ kind }) => kind === 'string');
  const tag = token && /^\$[^$]*\$/.exec(text.slice(token.start, token.end))?.[0];
  return token && tag ? { start: token.start + tag.length, end: token.end - tag.length } : null;
}

interface Word extends Token {
  readonly word: string;
}

function wordsIn(text: string, range: Span): Word[] {
  const tokens = scan(text, range).filter(({ kind }) => kind !== 'comment');
  return tokens.map((token) => ({ ...token, word: text.slice(token.start, token.end).toUpperCase() }));
}

function wordsOf(words: readonly Word[]): string {
  return words.map(({ word }) => word).join(' ');
}

function commentsIn(text: string, range: Span): string[] {
  return scan(text, range).flatMap(({ kind, start, end }) => (kind === 'comment' ? text.slice(start, end) : []));
}
