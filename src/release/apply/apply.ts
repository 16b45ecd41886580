/** `apply`: what is pending runs once, as it was proven, or not at all. */
import { CannotJudge } from '../../model/cannot-judge.js';
import type { Finding } from '../../model/finding.js';
import type { History } from '../../model/history.js';
import type { Plan, ReleaseRecord } from '../../model/release.js';
import { matchTracker } from '../../model/tracker-match.js';
import type { TrackerMatch } from '../../model/tracker.js';
import { readOnly, type Deployed } from '../../postgres/deployed/open-deployed.js';
import { isServerLoss } from '../../postgres/servers/server-loss.js';
import { readTracker } from '../../postgres/tracker/read.js';
import { cannotRead, type Target } from '../../gather/deployed.js';
import { noteBefore } from './before.js';
import { refuseOther, type Expectations } from './expectations.js';
import { sayHolder, type Holder } from './lock.js';
import { READ_MS, refuseChanged, refuseHeld, refuseMoved, type Seen } from './refusals.js';
import { ReleaseSession } from './release-session.js';
import { refusePooler } from './refuse-pooler.js';
import { refuseUnresumable } from './run-outside.js';
import { runWork, type RunOptions } from './run-work.js';
import { fileOf, tagsOf, type Work } from './work.js';

/** What a plan has found out, and what it was made of. */
export interface Proof {
  readonly plan: Plan;
  readonly work: Pick<Work, 'parsed' | 'steps' | 'differ'>;
  readonly seen: Seen;
}

/** Makes a backup before anything is changed; the finding says why there is none. */
export type Backup = (deployed: Deployed) => Promise<string | Finding>;

export interface ApplyRequest extends RunOptions {
  readonly url: string;
  /** The environment variable that holds the URL. */
  readonly variable: string;
  readonly place: Work['place'];
  readonly history: History;
  readonly expectations: Expectations;
  readonly lockWaitMs: number;
  /** Done while the lock is held, so that nothing moves that heeds it. */
  readonly prove: (deployed: Deployed) => Promise<Proof>;
  /** null: none is wanted. */
  readonly backup: Backup | null;
}

type Outcome = Omit<ReleaseRecord, 'schemaVersion' | 'durationMs'>;

const NOTHING: Omit<Outcome, 'outcome'> = { applied: [], findings: [], before: null, backup: null };

/** Throws CannotJudge where the database cannot be reached or read. */
export async function apply(request: ApplyRequest): Promise<ReleaseRecord> {
  const start = performance.now();
  const outcome = await decide(request).catch(explainLoss);
  return { schemaVersion: 1, ...outcome, durationMs: Math.round(performance.now() - start) };
}

/** Losses while migrations run are findings; any other one comes before them. */
function explainLoss(cause: unknown): never {
  if (!isServerLoss(cause)) throw cause;
  throw new CannotJudge(`the connection was lost before anything was changed: ${cause.message}`, {
    hint: 'Run "drizzle-gatekeeper apply" again.',
    cause,
  });
}

async function decide(request: ApplyRequest): Promise<Outcome> {
  const { place, history, onStep } = request;
  await using session = await ReleaseSession.open({
    ...request,
    onWait: (holder: Holder) => onStep(`waiting for ${sayHolder(holder)}, which migrates this database`),
  });
  const stranger =
    refuseOther(session.server, history, request.expectations) ?? (await refusePooler(session.deployed, request));
  if (stranger !== null) return refuse(stranger);
  const first = await readMatch(session, request);
  const lock = await session.lock();
  if (!lock.isTaken) return refuse(refuseHeld(session, lock, request.lockWaitMs));
  const match = await readMatch(session, request);
  if (isPending(first) && isComplete(match)) {
    return { ...NOTHING, outcome: 'applied-by-other', by: lock.holder === null ? null : sayHolder(lock.holder) };
  }
  onStep(`proving the plan for ${place.schema}.${place.table} of "${session.server.database}"`);
  return await applyProven(session, request, await request.prove(session.deployed));
}

async function applyProven(session: ReleaseSession, request: ApplyRequest, proof: Proof): Promise<Outcome> {
  const { plan, work } = proof;
  const moved =
    refuseMoved(plan, request.expectations) ?? (await refuseChanged(session.deployed, targetOf(request), proof.seen));
  const refusals = moved === null ? plan.refusals : [moved, ...plan.refusals];
  if (refusals.length > 0) return refuse(...refusals);
  if (work.steps.length === 0) return { ...NOTHING, outcome: 'nothing-to-do' };
  const outside = work.steps
    .filter(({ transaction }) => transaction === 'none')
    .flatMap(({ migrations }) => migrations);
  const unresumable = outside.flatMap((migration) => refuseUnresumable(migration, fileOf(work, migration)) ?? []);
  if (unresumable.length > 0) return refuse(...unresumable);
  return applyItems(session, request, proof);
}

async function applyItems(session: ReleaseSession, request: ApplyRequest, { work, seen }: Proof): Promise<Outcome> {
  const { place, history, backup, onStep } = request;
  const before = await noteBefore(session.sql, seen.reading.tracker);
  if (backup !== null) onStep(`backing up "${session.server.database}"`);
  const made = backup === null ? null : await backup(session.deployed);
  if (made !== null && typeof made !== 'string') return { ...refuse(made), before };
  const { applied, finding } = await runWork(session, { ...work, place, history }, request);
  const isDone = applied.length === work.steps.flatMap(tagsOf).length;
  const findings = finding === null ? [] : [finding];
  return { outcome: isDone ? 'applied' : 'rolled-back', applied, findings, before, backup: made };
}

function refuse(...findings: readonly Finding[]): Outcome {
  return { ...NOTHING, outcome: 'refused', findings };
}

function targetOf({ place, history }: ApplyRequest): Target {
  return { project: { tracker: place }, history, timeoutMs: READ_MS };
}

async function readMatch({ sql, server }: ReleaseSession, { place, history }: ApplyRequest): Promise<TrackerMatch> {
  const { tracker } = await readOnly(sql, READ_MS, () => readTracker(sql, place)).catch((cause: unknown) => {
    throw isServerLoss(cause) ? cause : cannotRead(server, cause);
  });
  return matchTracker(history, tracker);
}

function isPending({ next }: TrackerMatch): boolean {
  return next === null || next.length > 0;
}

/** Every entry has its one row, so that there is nothing that a plan could say. */
function isComplete({ entries, orphans, next }: TrackerMatch): boolean {
  const isDone = entries.every(({ state, rows }) => state === 'applied' && rows.length === 1);
  return isDone && orphans.length === 0 && next?.length === 0;
}
