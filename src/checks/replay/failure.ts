/** How a failed statement is told, whichever replay it stopped. */
import type { Problem } from '../../model/check.js';
import type { Facts } from '../../model/facts.js';
import type { Evidence } from '../../model/finding.js';
import type { History } from '../../model/history.js';
import { migrationsOf } from '../../model/history.js';
import type { ReplayFailure, ServerError } from '../../model/replay.js';
import { refusedIn } from '../../sql/outside-transactions.js';
import { parametersIn } from './parameters.js';

/** Points at the token that the server names, else at the statement. */
export function placeOf(failure: ReplayFailure, history: History): Problem['at'] {
  const migration = migrationsOf(history).find(({ tag }) => tag === failure.tag);
  if (migration === undefined) throw new Error(`the replay ran "${failure.tag}", which the history lacks`);
  return { source: migration.source, span: failure.token ?? failure.span };
}

/** The statement and the server's own words. */
export function evidenceOf(failure: ReplayFailure): readonly Evidence[] {
  return [{ kind: 'sql', text: failure.statement }, serverError(failure.error)];
}

export function serverError(error: ServerError): Evidence {
  return {
    kind: 'server-error',
    sqlstate: error.sqlstate,
    message: error.message,
    detail: error.detail,
    hint: error.hint,
  };
}

/** As in `function "auth.uid()" does not exist (42883)`, on one line. */
export function wordsOf(error: ServerError): string {
  return `${error.message.split('\n')[0] ?? ''} (${error.sqlstate})`;
}

/** Whether both replays stopped at the same statement, or at the same rows: COMMIT comes later where there is one for all. */
export function isSame(failure: ReplayFailure, other: ReplayFailure | null): boolean {
  if (other === null) return false;
  const isCommit = failure.statement === 'COMMIT' && other.statement === 'COMMIT';
  if (isCommit && failure.error.message === other.error.message) return true;
  return other.tag === failure.tag && other.span.start === failure.span.start;
}

/** Whether `not-transactional` or `unbound-parameter` tells it. */
export function isToldByStatement({ tag, span }: ReplayFailure, parsed: Facts['parsed']): boolean {
  const file = parsed.get(tag);
  if (file === undefined) return false;
  const told = [...refusedIn(file), ...parametersIn(file).map(({ statement }) => statement)];
  return told.some((statement) => statement.span.start === span.start);
}
