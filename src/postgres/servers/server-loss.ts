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
  'ETIMEDOUT',
]);

/**
 * SQLSTATE classes 08 (connection), 53 (disk, memory or connections exhausted), 58 (system error) and 57P0x
 * (shutdown, crash, starting up). https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const LOSS_SQLSTATE = /^(08|53|58)...$|^57P0[1-5]$/;

/** Whether an error of a query says that the server is gone or cannot go on, rather than that the SQL is wrong. */
export function isServerLoss(error: unknown): error is Error & { readonly code: string } {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && (CONNECTION_ERRORS.has(code) || LOSS_SQLSTATE.test(code));
}
