import { defineCheck } from '../../model/check.js';
import { BREAKPOINT, migrationsOf } from '../../model/history.js';
import type { ParsedFile } from '../../model/sql.js';
import { scan, type Token } from '../../sql/tokens.js';
import { weigh } from './weigh.js';

export default defineCheck({
  code: 'history/breakpoint-in-body',
  severity: 'error',
  title: 'A breakpoint stands inside a string, comment or body',
  why: 'Drizzle cuts the file at that text wherever it stands and sends the server two halves, neither of which is SQL (42601).',

  *find(facts) {
    for (const { tag, source } of migrationsOf(facts.history)) {
      if (!mayBeInside(facts.parsed.get(tag), source.text)) continue;
      for (const token of scan(source.text)) {
        const start = source.text.indexOf(BREAKPOINT, token.start);
        if (start === -1) break;
        if (!isInside(start, token, source.text)) continue;
        yield {
          message: `a breakpoint in "${tag}" stands inside a ${nameOf(token, source.text)}`,
          at: { source, span: { start, end: start + BREAKPOINT.length } },
          severity: weigh(facts, tag, 'error'),
          hint: 'Put the breakpoint between two statements, or break the text up so that it does not stand there literally.',
        };
      }
    }
  },
});

/** Reading tokens takes longer than all else here. What a breakpoint cuts does not parse, unless it is a line comment. */
function mayBeInside(parsed: ParsedFile | undefined, text: string): boolean {
  return parsed === undefined || parsed.syntaxErrors.length > 0 || GOES_ON.test(text);
}

const GOES_ON = new RegExp(`${BREAKPOINT}[^\\S\n]*\\S`);

function isInside(start: number, token: Token, text: string): boolean {
  const end = start + BREAKPOINT.length;
  if (end > token.end || token.kind === 'word' || !isClosed(token, text)) return false;
  if (!text.startsWith('--', token.start)) return true;
  // A line comment may be cut if nothing of it is left over to be taken for SQL.
  return start > token.start && text.slice(end, token.end).trim() !== '';
}

/** What is not closed swallows all breakpoints after it, and the server's error for it says more. */
function isClosed({ start, end }: Token, text: string): boolean {
  if (text.startsWith('--', start)) return true;
  const token = text.slice(start, end);
  if (token.startsWith('/*')) return token.endsWith('*/');
  const dollar = /^\$[^$]*\$/.exec(token)?.[0];
  return dollar === undefined
    ? /^[^'"]*(['"])[^]*\1$/.test(token)
    : token.length > dollar.length && token.endsWith(dollar);
}

function nameOf({ kind, start }: Token, text: string): string {
  if (kind === 'comment') return 'comment';
  if (kind === 'quoted') return 'quoted name';
  return text.startsWith('$', start) ? 'dollar-quoted body' : 'string';
}
