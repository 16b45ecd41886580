/** Runs proven work, step by step; each step happens once, or not at all. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Finding } from '../../model/finding.js';
import { matchTracker } from '../../model/tracker-match.js';
import { toServerError } from '../../postgres/server-error.js';
import { readOnly } from '../../postgres/deployed/open-deployed.js';
import { readTracker } from '../../postgres/tracker/read.js';
import { isPassing, toLossFinding, toStatementFinding, withState } from './failures.js';
import { dropLeftovers, effectOf } from './leftovers.js';
import { contradict } from './prove.js';
import type { ReleaseSession } from './release-session.js';
import { runOutside } from './run-outside.js';
import { CommitUnknown, runTransaction } from './run-transaction.js';
import { fileOf, tagsOf, type Limits, type Work, type WorkStep } from './work.js';

export interface RunOptions {
  readonly inTransaction: Limits;
  readonly outside: Limits;
  /** How often a step is tried that lock, deadlock or serialization stand in the way of. */
  readonly attempts: number;
  /** Before the second attempt; each later pause is twice as long. */
  readonly pauseMs: number;
  readonly onStep: (step: string) => void;
}

export interface Ran {
  /** Tags whose rows are committed. */
  readonly applied: readonly string[];
  /** What stopped it, or what was found afterwards; null: all is as proven. */
  readonly finding: Finding | null;
}

/** Wants the session's lock. Throws CannotJudge where a commit's outcome cannot be found out. */
export async function runWork(session: ReleaseSession, work: Work, options: RunOptions): Promise<Ran> {
  const applied: string[] = [];
  const obstacle = await mend(session, work);
  if (obstacle !== null) return { applied, finding: obstacle };
  for (const step of work.steps) {
    const tags = tagsOf(step);
    options.onStep(`applying ${tags.map((tag) => `"${tag}"`).join(', ')}`);
    const finding = await persist(session, work, step, options);
    if (finding !== null) return { applied, finding: withState(finding, sayState(applied, step)) };
    applied.push(...tags);
  }
  return { applied, finding: await proveAgain(session, work) };
}

/** What killed runs have left of any of the steps: it is in no catalog that was proven. */
async function mend(session: ReleaseSession, work: Work): Promise<Finding | null> {
  for (const step of work.steps.filter(({ transaction }) => transaction === 'none')) {
    try {
      const effects = step.migrations.flatMap((migration) => fileOf(work, migration).statements.map(effectOf));
      for (const effect of effects) if (effect !== null) await dropLeftovers(session.sql, effect);
    } catch (error) {
      return toFinding(error, session, step);
    }
  }
  return null;
}

function sayState(applied: readonly string[], step: WorkStep): string {
  const tags = tagsOf(step).join(', ');
  const before = applied.length === 0 ? 'nothing is applied' : `applied and recorded: ${applied.join(', ')}`;
  const undone = `${tags}: rolled back, tracker included`;
  const halfway = `${tags}: not recorded; what ran of it outside of a transaction stays, and the next run goes on from there`;
  return `${before}; ${step.transaction === 'none' ? halfway : undone}`;
}

async function persist(
  session: ReleaseSession,
  work: Work,
  step: WorkStep,
  options: RunOptions,
): Promise<Finding | null> {
  for (let attempt = 1; ; attempt += 1) {
    const finding = await attemptStep(session, work, step, options);
    if (finding === null || !isPassing(finding) || attempt >= options.attempts) return finding;
    const pauseMs = options.pauseMs * 2 ** (attempt - 1) * (1 + Math.random() / 4);
    options.onStep(
      `${finding.message}; attempt ${attempt + 1} of ${options.attempts} in ${Math.ceil(pauseMs / 1000)} s`,
    );
    await sleep(pauseMs);
  }
}

async function attemptStep(
  session: ReleaseSession,
  work: Work,
  step: WorkStep,
  { inTransaction, outside }: RunOptions,
): Promise<Finding | null> {
  try {
    // What an earlier step has set is not this one's; the lock stays, which DISCARD ALL would let go.
    await session.sql.unsafe('RESET ALL; RESET ROLE');
    for (const migration of step.transaction === 'none' ? step.migrations : []) {
      const finding = await runOutside(session.sql, work, { migration, after: step.after }, outside);
      if (finding !== null) return finding;
    }
    return await runTransaction(session.sql, work, step, inTransaction);
  } catch (error) {
    if (error instanceof CommitUnknown) return settle(session, work, step, error);
    return toFinding(error, session, step);
  }
}

/** An error outside of the migrations' own statements: a deferred constraint, a full disk, a lost connection. */
function toFinding(error: unknown, { server }: ReleaseSession, { migrations }: WorkStep): Finding {
  const refusal = toServerError(error);
  const migration = migrations.at(-1);
  if (refusal === null || migration === undefined) {
    return toLossFinding(error, server.database, 'its transaction ends with the session');
  }
  const { tag, source } = migration;
  const span = { start: 0, end: source.text.length };
  const failure = {
    tag,
    file: source.path,
    span,
    token: null,
    statement: '-- the end of the transaction',
    error: refusal,
  };
  return toStatementFinding(failure, migration);
}

/** Asks the tracker what a COMMIT came to whose answer was lost. */
async function settle(session: ReleaseSession, work: Work, step: WorkStep, error: Error): Promise<Finding | null> {
  await session.reopen();
  const { tracker } = await readTracker(session.sql, work.place);
  const { entries } = matchTracker(work.history, tracker);
  const tags = new Set(tagsOf(step));
  const isCommitted = entries.every(({ migration, rows }) => !tags.has(migration.tag) || rows.length > 0);
  if (isCommitted) return null;
  return toLossFinding(error, session.server.database, 'the tracker has no row of it: the COMMIT did not happen');
}

/** Once more after COMMIT, as everybody sees it. */
async function proveAgain(session: ReleaseSession, work: Work): Promise<Finding | null> {
  const last = work.steps.at(-1);
  if (last === undefined) return null;
  const prove = () => readOnly(session.sql, PROOF_MS, () => contradict(session.sql, work, last));
  const proveElsewhere = async () => {
    await session.reopen();
    return prove();
  };
  // It is applied, and was proven before COMMIT: what keeps us from looking again is told, and changes nothing of that.
  return prove()
    .catch(proveElsewhere)
    .catch((error: unknown) =>
      toLossFinding(error, session.server.database, 'all is applied, as proven before COMMIT'),
    );
}

const PROOF_MS = 120_000;
