/** Tells the loss of the server (exit code 2) from an error in the SQL (a finding). */

/** postgres.js and Node's sockets. */
const CONNECTION_ERRORS: ReadonlySet<string> = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ERR_SOCKET_CLOSED',
  'ETIMEDOUT',
]);

/**
 * SQLSTATE class 53 (disk, memory or connections exhausted), 58000 and 58030 (system and input/output error), 57P0x
 * (shutdown, crash, starting up). Not 58P01, which a statement gets that names a file, nor class 08, which one gets that
 * connects elsewhere (dblink). https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const LOSS_SQLSTATE = /^(53...|58000|58030|57P0[1-5])$/;

/** Whether an error of a query says that the server is gone or cannot go on, rather than that the SQL is wrong. */
export function isServerLoss(error: unknown): error is Error & { readonly code: string } {
  const { code, severity } = (error ?? {}) as { code?: unknown; severity?: unknown };
  if (typeof code !== 'string') return false;
  // Of the connection itself, and of a pooler before the server, only what ends the session is a loss.
  const endsSession = code.startsWith('08') && severity === 'FATAL';
  return CONNECTION_ERRORS.has(code) || LOSS_SQLSTATE.test(code) || endsSession;
}
