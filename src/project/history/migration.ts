/** One SQL file as Drizzle's migrator takes it. */
import { createHash } from 'node:crypto';
import type { Chunk, Migration, SourceFile } from '../../model/history.js';
import { BREAKPOINT } from '../../model/history.js';

/** Hashes and splits a file exactly as `readMigrationFiles` does. */
export function toMigration(tag: string, source: SourceFile, when: number | null): Migration {
  const hash = createHash('sha256').update(source.text).digest('hex');
  return { tag, source, hash, when, chunks: splitChunks(source.text) };
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
