/** Runs one migration on an open transaction and says which statement failed, and where in the file. */
import type postgres from 'postgres';
import type { Span } from '../../model/finding.js';
import type { Migration } from '../../model/history.js';
import type { ReplayFailure, ServerError } from '../../model/replay.js';
import type { ParsedFile, Statement } from '../../model/sql.js';
import { tokenAt } from '../../sql/token-at.js';
import { errorOffset, toServerError } from '../server-error.js';

/** What is sent to the server in one message. */
export interface Unit {
  readonly text: string;
  readonly span: Span;
  /** COPY … FROM STDIN: the server waits for data that no migrator sends, so it is not even started. */
  readonly awaitsData: boolean;
}

/** What the server answers where a driver admits that there is no data (node-postgres); postgres.js waits for ever. */
const NO_DATA: ServerError = {
  sqlstate: '57014',
  message: 'COPY from stdin failed: No source stream defined',
  detail: null,
  hint: null,
  context: null,
};

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
  const stop = units.find(({ awaitsData }) => awaitsData);
  const sent = stop === undefined ? units : units.slice(0, units.indexOf(stop));
  const results = await Promise.allSettled(sent.map((unit) => sql.unsafe(unit.text)));
  const at = results.findIndex((result) => result.status === 'rejected');
  const unit = sent[at];
  const result = results[at];
  if (unit !== undefined && result?.status === 'rejected') return toFailure(migration, unit, result.reason);
  return stop === undefined ? null : failureOf(migration, stop, NO_DATA, null);
}

/** Sends one of them and waits for it. Rejects where the server is lost. */
export async function runUnit(sql: postgres.Sql, migration: Migration, unit: Unit): Promise<ReplayFailure | null> {
  if (unit.awaitsData) return failureOf(migration, unit, NO_DATA, null);
  try {
    await sql.unsafe(unit.text);
    return null;
  } catch (error) {
    return toFailure(migration, unit, error);
  }
}

/**
 * Drizzle sends a chunk as a whole. Statements are sent one by one where the chunk parses, which comes to the same
 * inside a transaction and tells which statement failed; a chunk that does not parse is left to the server.
 */
export function unitsOf(migration: Migration, parsed: ParsedFile): readonly Unit[] {
  const broken = new Set(parsed.syntaxErrors.map((error) => error.chunk));
  return migration.chunks.flatMap((chunk, position): readonly Unit[] => {
    if (broken.has(position)) return [{ ...chunk, awaitsData: false }];
    const statements = parsed.statements.filter((statement) => statement.chunk === position);
    return statements.map((statement) => ({ ...statement, awaitsData: awaitsData(statement) }));
  });
}

function awaitsData({ type, node }: Statement): boolean {
  return type === 'CopyStmt' && node['is_from'] === true && node['filename'] === undefined;
}

function toFailure(migration: Migration, unit: Unit, cause: unknown): ReplayFailure {
  const error = toServerError(cause);
  if (error === null) throw cause;
  const offset = errorOffset(cause, unit.text);
  const token = offset === null ? null : tokenAt(migration.source.text, unit.span.start + offset);
  return failureOf(migration, unit, error, token);
}

function failureOf(migration: Migration, unit: Unit, error: ServerError, token: Span | null): ReplayFailure {
  return {
    tag: migration.tag,
    file: migration.source.path,
    span: unit.span,
    token,
    statement: unit.text,
    error,
  };
}
