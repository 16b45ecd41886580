/** PostgreSQL's errors as data, kept apart from the loss of the server. */
import postgres from 'postgres';
import type { ServerError } from '../model/replay.js';
import { isServerLoss } from './servers/server-loss.js';

/** The fields of the server's error response; null where it is the loss of the server, or a programming error. */
export function toServerError(error: unknown): ServerError | null {
  if (isServerLoss(error) || !(error instanceof postgres.PostgresError)) return null;
  return {
    sqlstate: error.code,
    message: error.message,
    detail: error.detail ?? null,
    hint: error.hint ?? null,
    context: error.where ?? null,
  };
}

/**
 * Offset of the token that the server complains of, in UTF-16 units from the start of the statement text; null where it
 * names none. The protocol counts characters (code points) from 1.
 */
export function errorOffset(error: unknown, text: string): number | null {
  const position = error instanceof postgres.PostgresError ? Number(error.position) : Number.NaN;
  if (!Number.isInteger(position) || position < 1) return null;
  return Array.from(text)
    .slice(0, position - 1)
    .join('').length;
}
