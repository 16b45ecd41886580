/** Allow comments: `-- gatekeeper: allow <code>: <reason>`. */
import type { Span } from '../model/finding.js';
import type { AllowComment, ParsedFile } from '../model/sql.js';
import { scan, type Token } from './tokens.js';

const ALLOW = /^--\s*gatekeeper:\s*allow\s+([^\s:]+)\s*(?::\s*(.*?)\s*)?$/i;

/**
 * The allow comments of a file. One at the head of the file, with an empty line or nothing below it, speaks for the whole
 * file; every other one for the next statement.
 */
export function readAllowComments(file: ParsedFile): AllowComment[] {
  const { text } = file.source;
  if (!/gatekeeper:/i.test(text)) return []; // Reading tokens takes longer than all else here, and few files have one.
  const tokens = scan(text);
  return tokens.flatMap((token, index) => {
    const found = token.kind === 'comment' ? ALLOW.exec(text.slice(token.start, token.end)) : null;
    if (found === null) return [];
    const span: Span = { start: token.start, end: token.end };
    return [{ code: found[1] ?? '', reason: found[2] || null, span, scope: scopeOf(file, tokens, index) }];
  });
}

function scopeOf(file: ParsedFile, tokens: readonly Token[], index: number): 'file' | Span {
  const end = tokens[index]?.end ?? 0;
  const below = file.statements.find((statement) => statement.span.start >= end);
  if (below === undefined) return 'file';
  const heads = tokens.slice(0, index).every((token) => token.kind === 'comment');
  return heads && isSetApart(file.source.text, tokens, index) ? 'file' : below.span;
}

/** An empty line stands between the comment's group and what follows. */
function isSetApart(text: string, tokens: readonly Token[], index: number): boolean {
  for (let at = index; tokens[at]?.kind === 'comment'; at++) {
    const gap = text.slice(tokens[at]?.end, tokens[at + 1]?.start ?? text.length);
    if (gap.split('\n').length > 2) return true;
  }
  return false;
}
