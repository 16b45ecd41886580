/** Migration files → statements with their place in the file. Chunk by chunk, as Drizzle's migrator sends them. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Span } from '../model/finding.js';
import type { Chunk, History, Migration } from '../model/history.js';
import { migrationsOf } from '../model/history.js';
import type { ParsedFile, Statement, SyntaxError } from '../model/sql.js';
import { readBlock } from './do-block.js';
import { parseSql, type RawStatement, type Refusal } from './engine.js';
import { mapBytes, offsetOfCharacter } from './offsets.js';
import { placeNodes } from './place-nodes.js';
import { tokenAt } from './token-at.js';
import { scan } from './tokens.js';
import { unwrap } from './tree.js';

/** Parses one migration. Never throws on what the SQL says: what does not parse is listed. */
export async function parseMigration(migration: Migration): Promise<ParsedFile> {
  const statements: Statement[] = [];
  const syntaxErrors: SyntaxError[] = [];
  for (const [position, chunk] of migration.chunks.entries()) {
    const parsed = await parseSql(chunk.text);
    if ('refusal' in parsed) syntaxErrors.push(toSyntaxError(parsed.refusal, chunk, position));
    else statements.push(...(await readStatements(parsed.tree, chunk, position)));
  }
  return { source: migration.source, statements, syntaxErrors };
}

/** Parses every migration of a history, by tag. Lets events through between files: a server may be starting meanwhile. */
export async function parseHistory(history: History): Promise<ReadonlyMap<string, ParsedFile>> {
  const files = new Map<string, ParsedFile>();
  for (const migration of migrationsOf(history)) {
    // A journal may list a file more than once.
    if (files.has(migration.tag)) continue;
    files.set(migration.tag, await parseMigration(migration));
    await nextTurn();
  }
  return files;
}

async function readStatements(raw: readonly RawStatement[], chunk: Chunk, position: number): Promise<Statement[]> {
  const toOffset = mapBytes(chunk.text);
  const statements: Statement[] = [];
  for (const { stmt, stmt_location: from = 0, stmt_len: length } of raw) {
    // A statement without a final semicolon has no length: it reaches to the end.
    const end = length === undefined ? chunk.text.length : toOffset(from + length);
    const span = trim(chunk.text, { start: toOffset(from), end });
    const text = chunk.text.slice(span.start, span.end);
    const [type, node] = unwrap(stmt);
    placeNodes(node, (byte) => chunk.span.start + toOffset(byte));
    const statement = { text, span: shift(span, chunk), chunk: position, type, node };
    statements.push({ ...statement, block: type === 'DoStmt' ? await readBlock(statement) : null });
  }
  return statements;
}

/** Without the white space and the comments around it. Tokens are read where there may be comments: it takes longer. */
function trim(text: string, { start, end }: Span): Span {
  if (/--|\/\*/.test(text.slice(start, end))) {
    const tokens = scan(text, { start, end }).filter((token) => token.kind !== 'comment');
    return { start: tokens[0]?.start ?? start, end: tokens.at(-1)?.end ?? end };
  }
  let [first, last] = [start, end];
  while (first < last && isSpace(text, first)) first++;
  while (first < last && isSpace(text, last - 1)) last--;
  return { start: first, end: last };
}

/** To PostgreSQL (scan.l: `space`), which takes other spaces for letters. */
function isSpace(text: string, index: number): boolean {
  return ' \t\n\r\f\v'.includes(text.charAt(index));
}

function toSyntaxError(refusal: Refusal, chunk: Chunk, position: number): SyntaxError {
  const span =
    refusal.character === null
      ? { start: 0, end: chunk.text.length }
      : tokenAt(chunk.text, offsetOfCharacter(chunk.text, refusal.character));
  return { chunk: position, message: refusal.message, span: shift(span, chunk) };
}

function shift(span: { start: number; end: number }, chunk: Chunk): { start: number; end: number } {
  return { start: chunk.span.start + span.start, end: chunk.span.start + span.end };
}
