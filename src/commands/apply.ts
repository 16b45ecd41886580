/** `apply`: plans under the lock, and runs the plan. Prints nothing. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import type { ReleaseRecord } from '../model/release.js';
import type { Deployed } from '../postgres/deployed/open-deployed.js';
import { apply, type Proof } from '../release/apply/apply.js';
import { makeBackup, type BackupRequest } from '../release/backup/backup.js';
import type { PlanRequest } from '../release/plan/gather-release.js';
import { planRelease } from '../release/plan/plan-release.js';
import type { Sources } from '../report/sources.js';
import { readPlanRequest, sourcesOf } from './run-plan.js';
import type { Surroundings } from './surroundings.js';

export interface Applied {
  readonly record: ReleaseRecord;
  readonly sources: Sources;
}

/** Five tries take about half a minute: 1, 2, 4 and 8 seconds of pause, and the time for the locks. */
const PATIENCE = { attempts: 5, pauseMs: 1000 } as const;

/** Long enough for what should run in a transaction that blocks others; CONCURRENTLY is limited only where it is said. */
const STATEMENT_SECONDS = 900;

/** Throws CannotJudge where the options, the project or the database do not let it begin. */
export async function applyProject(
  options: Options,
  surroundings: Surroundings,
  environment: NodeJS.ProcessEnv,
  onStep: (step: string) => void,
): Promise<Applied> {
  const backup = backupOf(options, environment);
  const fingerprint = options.plan === null ? null : await readFingerprint(options.plan, options);
  const request = await readPlanRequest(options, surroundings, onStep);
  const { url, variable } = request.target;
  const lockTimeoutMs = options.lockTimeout * 1000;
  const record = await apply({
    ...PATIENCE,
    url,
    variable,
    place: request.project.tracker,
    history: request.history,
    expectations: { database: options.expectDatabase, history: options.expectHistory, fingerprint },
    lockWaitMs: options.lockWait * 1000,
    inTransaction: { lockTimeoutMs, statementTimeoutMs: (options.statementTimeout ?? STATEMENT_SECONDS) * 1000 },
    outside: { lockTimeoutMs: 0, statementTimeoutMs: (options.statementTimeout ?? 0) * 1000 },
    onStep,
    prove: (deployed) => prove(request, deployed),
    backup: backup === null ? null : (deployed) => makeBackup(deployed, backup(url)),
  });
  return { record, sources: sourcesOf(request.history) };
}

async function prove(request: PlanRequest, deployed: Deployed): Promise<Proof> {
  const { plan, proof, facts, reading, differ } = await planRelease(request, deployed);
  const steps = proof?.steps ?? [];
  return { plan, work: { parsed: facts.parsed, steps, differ }, seen: reading };
}

/** null: none is wanted. Throws CannotJudge where the options contradict each other. */
function backupOf(options: Options, environment: NodeJS.ProcessEnv): ((url: string) => BackupRequest) | null {
  const { backup: kind, backupDir: directory, backupCommand: command, workingDirectory } = options;
  if (command !== null) {
    if (kind === null && directory === null) return () => ({ kind: 'command', command, environment });
    throw new CannotJudge('both --backup-command and another backup are given', {
      hint: 'Give --backup-command for a backup of your own, or --backup and --backup-dir for pg_dump.',
    });
  }
  if (kind === null && directory === null) return null;
  if (kind !== null && directory !== null) {
    const folder = resolve(workingDirectory, directory);
    return (url) => ({ kind, directory: folder, url });
  }
  throw new CannotJudge(`${kind === null ? '--backup-dir' : '--backup'} is given alone`, {
    hint: 'Give both, as in --backup full --backup-dir /backups.',
  });
}

/** Throws CannotJudge where the file is no plan. */
async function readFingerprint(path: string, { workingDirectory }: Options): Promise<string> {
  const text = await readFile(resolve(workingDirectory, path), 'utf8').catch((cause: unknown) => {
    throw new CannotJudge(`plan "${path}" cannot be read`, { hint: PLAN_HINT, cause });
  });
  const fingerprint = fingerprintIn(text);
  if (fingerprint !== null) return fingerprint;
  throw new CannotJudge(`"${path}" is no plan`, { hint: PLAN_HINT });
}

const PLAN_HINT = 'Write one with drizzle-gatekeeper plan --output plan.json.';

function fingerprintIn(text: string): string | null {
  try {
    const { fingerprint } = JSON.parse(text) as { readonly fingerprint?: unknown };
    return typeof fingerprint === 'string' ? fingerprint : null;
  } catch {
    return null;
  }
}
