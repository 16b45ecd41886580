/** One SQL file as Drizzle's migrator takes it. */
import { createHash } from 'node:crypto';
import type { Chunk, Migration, SourceFile } from '../../model/history.js';
import { BREAKPOINT } from '../../model/history.js';

/** Hashes and splits a file exactly as `readMigrationFiles` does. */
export function toMigration(tag: string, source: SourceFile, when: number | null): Migration {
  const hash = hashOf(source.text);
  const lines = source.text.replaceAll('\r\n', '\n');
  const others = [lines, lines.replaceAll('\n', '\r\n')].filter((text) => text !== source.text);
  return { tag, source, hash, otherHashes: others.map(hashOf), when, chunks: splitChunks(source.text) };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The pieces between breakpoints, untrimmed; joined with the breakpoint they are the text again. */
export function splitChunks(text: string): Chunk[] {
  let start = 0;
  return text.split(BREAKPOINT).map((piece) => {
    const span = { start, end: start + piece.length };
    start = span.end + BREAKPOINT.length;
    return { text: piece, span };
  });
}
