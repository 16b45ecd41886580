/** Runs one migration on an open transaction and says which statement failed, and where in the file. */
import type postgres from 'postgres';
import type { Span } from '../../model/finding.js';
import type { Migration } from '../../model/history.js';
import type { ReplayFailure } from '../../model/replay.js';
import type { ParsedFile } from '../../model/sql.js';
import { tokenAt } from '../../sql/token-at.js';
import { errorOffset, toServerError } from '../server-error.js';

/** What is sent to the server in one message. */
interface Unit {
  readonly text: string;
  readonly span: Span;
}

/**
 * Sends every statement without waiting for the one before: inside a transaction the first failure makes the server
 * refuse the rest (25P02), so one round trip is enough and the first rejection is the cause.
 * Rejects where the server is lost.
 */
export async function runMigration(
  sql: postgres.Sql,
  migration: Migration,
  parsed: ParsedFile,
): Promise<ReplayFailure | null> {
  const units = unitsOf(migration, parsed);
  const results = await Promise.allSettled(units.map((unit) => sql.unsafe(unit.text)));
  const at = results.findIndex((result) => result.status === 'rejected');
  const unit = units[at];
  const result = results[at];
  if (unit === undefined || result?.status !== 'rejected') return null;
  return toFailure(migration, unit, result.reason);
}

/**
 * Drizzle sends a chunk as a whole. Statements are sent one by one where the chunk parses, which comes to the same
 * inside a transaction and tells which statement failed; a chunk that does not parse is left to the server.
 */
function unitsOf(migration: Migration, parsed: ParsedFile): readonly Unit[] {
  const broken = new Set(parsed.syntaxErrors.map((error) => error.chunk));
  return migration.chunks.flatMap((chunk, position): readonly Unit[] => {
    if (broken.has(position)) return [chunk];
    return parsed.statements.filter((statement) => statement.chunk === position);
  });
}

function toFailure(migration: Migration, unit: Unit, cause: unknown): ReplayFailure {
  const error = toServerError(cause);
  if (error === null) throw cause;
  const offset = errorOffset(cause, unit.text);
  const token = offset === null ? null : tokenAt(migration.source.text, unit.span.start + offset);
  return {
    tag: migration.tag,
    file: migration.source.path,
    span: unit.span,
    token,
    statement: unit.text,
    error,
  };
}
