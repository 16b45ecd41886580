/** Names that PostgreSQL does not keep as they are written (`truncate_identifier`, NAMEDATALEN 64). */
import type { Span } from '../../model/finding.js';
import { scan, type Token } from '../../sql/tokens.js';

const MOST_BYTES = 63;

export interface LongName {
  /** As PostgreSQL reads it: unquoted, folded where it had no quotes. */
  readonly written: string;
  /** What is left of it. */
  readonly kept: string;
  readonly span: Span;
  /** It stands behind DROP. */
  readonly isDropped: boolean;
  /** Of a constraint, the table as written: two tables may have constraints of one name. Empty for other names. */
  readonly table: string;
}

/** Letters beyond ASCII, or so many in a row: reading tokens takes longer, and few files have any. */
const MAY_BE_LONG = /[\u0080-\uffff]|[\w$]{64}|"(?:[^"]|""){64}/;

/** In the order of the text, bodies of DO blocks and functions included, since guards are written there. */
export function longNamesIn(text: string, range?: Span): readonly LongName[] {
  if (!MAY_BE_LONG.test(text)) return [];
  const tokens = scan(text, range).filter(({ kind }) => kind !== 'comment');
  return tokens.flatMap((token, position) => {
    const body = bodyOf(text, token);
    if (body !== null) return isCode(text, tokens.slice(0, position)) ? longNamesIn(text, body) : [];
    if (token.end - token.start <= MOST_BYTES / 3) return [];
    const written = nameIn(text, token);
    const kept = written === null ? null : truncate(written);
    if (written === null || kept === null || written === kept) return [];
    const before = tokens.slice(0, position);
    return [{ written, kept, span: token, isDropped: isDropped(text, before), table: tableOf(text, before) }];
  });
}

/** Cut between characters, never inside one (`pg_mbcliplen`). */
export function truncate(name: string): string {
  let bytes = 0;
  let kept = '';
  for (const letter of name) {
    bytes += Buffer.byteLength(letter);
    if (bytes > MOST_BYTES) break;
    kept += letter;
  }
  return kept;
}

function nameIn(text: string, { kind, start, end }: Token): string | null {
  const token = text.slice(start, end);
  // Without quotes letters are folded: ASCII ones, as the encoding of the server is UTF-8 (`downcase_identifier`).
  if (kind === 'word') return token.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  return kind === 'quoted' && token.startsWith('"') ? token.slice(1, -1).replaceAll('""', '"') : null;
}

/** The inside of a dollar-quoted string. */
function bodyOf(text: string, { kind, start, end }: Token): Span | null {
  const tag = kind === 'string' ? /^\$[^$]*\$/.exec(text.slice(start, end))?.[0] : undefined;
  return tag === undefined ? null : { start: start + tag.length, end: Math.max(start + tag.length, end - tag.length) };
}

/** Other dollar-quoted strings are values, such as the text of a DEFAULT. */
function isCode(text: string, before: readonly Token[]): boolean {
  const word = before.slice(-2).findLast(({ kind }) => kind === 'word');
  return word !== undefined && /^(?:do|as|execute|format|plpgsql)$/i.test(wordOf(text, word));
}

/** Words that say what becomes of the name after them; the nearest one counts. */
const VERBS = /^(?:drop|add|create|alter|rename|to|on|references|comment)$/i;

function isDropped(text: string, before: readonly Token[]): boolean {
  const verb = before.findLast((token) => VERBS.test(wordOf(text, token)));
  return verb !== undefined && wordOf(text, verb).toLowerCase() === 'drop';
}

function tableOf(text: string, before: readonly Token[]): string {
  // CONSTRAINT, or CONSTRAINT IF EXISTS.
  if (!before.slice(-3).some((token) => /^constraint$/i.test(wordOf(text, token)))) return '';
  const start = before.findLastIndex((token) => /^table$/i.test(wordOf(text, token)));
  const name = before.slice(start + 1).find((token) => !/^(?:if|not|exists|only)$/i.test(wordOf(text, token)));
  return name === undefined ? '' : (text.slice(name.start).split(/[\s(]/, 1)[0] ?? '');
}

function wordOf(text: string, { kind, start, end }: Token): string {
  return kind === 'word' ? text.slice(start, end) : '';
}
