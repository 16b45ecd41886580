/** What went wrong on the database, as findings that say where, and what state it is in. */
import type { Evidence, Finding } from '../../model/finding.js';
import type { Migration } from '../../model/history.js';
import { locate } from '../../model/locate.js';
import { releaseFinding } from '../../model/release-codes.js';
import type { ReplayFailure } from '../../model/replay.js';
import { evidenceOf, wordsOf } from '../../checks/replay/failure.js';
import { hintFor } from '../../checks/replay/hint.js';

/** Of a lock that could not be had in time, a deadlock, a serialization failure: another try may go through. */
const PASSING: ReadonlySet<string> = new Set(['55P03', '40P01', '40001']);

/** Whether trying again makes sense. */
export function isPassing({ evidence }: Finding): boolean {
  return evidence.some((each) => each.kind === 'server-error' && PASSING.has(each.sqlstate));
}

/** A statement that the database refused, in its file. */
export function toStatementFinding(failure: ReplayFailure, { source }: Migration): Finding {
  const at = locate(source, failure.token ?? failure.span);
  return releaseFinding('release/statement-failed', {
    message: `"${failure.tag}" stops at ${at.file}:${at.line}: ${wordsOf(failure.error)}`,
    at,
    evidence: evidenceOf(failure),
    hint: (isOfTracker(failure) ? SEQUENCE : HINTS[failure.error.sqlstate]) ?? hintFor(failure),
  });
}

/** The row's own number is taken: the table was filled without its sequence, as by a restore of rows alone. */
function isOfTracker({ statement, error }: ReplayFailure): boolean {
  return error.sqlstate === '23505' && statement.startsWith('-- the row');
}

const SEQUENCE =
  "Set the tracker's sequence to what its rows have: SELECT setval(pg_get_serial_sequence('drizzle.__drizzle_migrations', 'id'), max(id)) FROM drizzle.__drizzle_migrations.";

const HINTS: Readonly<Record<string, string>> = {
  '55P03':
    'Find out what holds the lock (pg_blocking_pids), or give the statement longer with --lock-timeout, then run "drizzle-gatekeeper apply" again.',
  '57014':
    'Give the statement longer with --statement-timeout, or do its work in smaller parts, then run "drizzle-gatekeeper apply" again.',
  '40P01': 'Run "drizzle-gatekeeper apply" again when less is going on: another session wanted the same locks.',
  '40001': 'Run "drizzle-gatekeeper apply" again when less is going on: another session changed the same rows.',
  '23505': 'Remove the duplicates that the detail names, then run "drizzle-gatekeeper apply" again.',
};

/** Anything else that ended a step: the connection, the disk, a defect. */
export function toLossFinding(error: unknown, database: string, state: string): Finding {
  const { code = '', message } = error as Error & { readonly code?: string };
  const evidence: Evidence[] = [{ kind: 'text', text: code === '' ? message : `${message} (${code})` }];
  return releaseFinding('release/connection-lost', {
    message: `the server stopped answering: ${message}`,
    at: { catalog: 'deployed', object: `database ${database}` },
    evidence: [...evidence, { kind: 'text', text: state }],
    hint: 'Run "drizzle-gatekeeper apply" again: it looks at the tracker first and goes on from there.',
  });
}

/** The same finding with one more word on the state of the database. */
export function withState(finding: Finding, state: string): Finding {
  return { ...finding, evidence: [...finding.evidence, { kind: 'text', text: state }] };
}
