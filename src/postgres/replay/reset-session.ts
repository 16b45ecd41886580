/** Gives a session back as if it were new, as every deploy has one of its own. */
import type { ParsedFile } from '../../model/sql.js';

/** DISCARD ALL, piece by piece as its documentation lists them, without its DEALLOCATE ALL and DISCARD PLANS. */
const KEEPING_PREPARED = [
  'CLOSE ALL',
  'SET SESSION AUTHORIZATION DEFAULT',
  'RESET ALL',
  'UNLISTEN *',
  'SELECT pg_catalog.pg_advisory_unlock_all()',
  'DISCARD TEMP',
  'DISCARD SEQUENCES',
].join('; ');

/**
 * What to send after each migration of these files. The catalog query stays prepared (see `readCatalog`), unless a file
 * may prepare statements itself: those must go, and SQL has no word for all but one.
 */
export function resetSqlFor(files: Iterable<ParsedFile>): string {
  for (const { source } of files) if (/prepare/i.test(source.text)) return 'DISCARD ALL';
  return KEEPING_PREPARED;
}
