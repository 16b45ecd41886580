/** One run of the command line that ends in one of the ways in which runs end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { findServer } from './traces.js';

export const ENDINGS = ['finish', 'failure', 'SIGINT', 'SIGTERM', 'SIGKILL', 'crash of the server'] as const;
export type Ending = (typeof ENDINGS)[number];

export const PROVIDERS = ['embedded', 'local', 'given'] as const;
export type Provider = (typeof PROVIDERS)[number];

export interface Plan {
  readonly ending: Ending;
  readonly provider: Provider;
  /** Milliseconds after the start at which a signal is sent. */
  readonly afterMs: number;
}

export interface Place {
  /** The bundle's `cli/index.js`. */
  readonly cli: string;
  /** Folder with the projects `good`, `bad` and `hanging`. */
  readonly projects: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly givenUrl: string | null;
}

/** Which project brings it about, and what the run's parent sees: an exit code or a signal. */
const HOW: Readonly<Record<Ending, { readonly project: string; readonly end: number | NodeJS.Signals }>> = {
  finish: { project: 'good', end: 0 },
  failure: { project: 'bad', end: 1 },
  SIGINT: { project: 'hanging', end: 'SIGINT' },
  SIGTERM: { project: 'hanging', end: 'SIGTERM' },
  SIGKILL: { project: 'hanging', end: 'SIGKILL' },
  'crash of the server': { project: 'hanging', end: 2 },
};

export interface Ended {
  readonly pid: number;
  /** null: it ended as planned. */
  readonly surprise: string | null;
}

/** Resolves when the run is over. */
export async function runOnce({ ending, provider, afterMs }: Plan, place: Place): Promise<Ended> {
  const args = [place.cli, 'check', '--timeout', '100', '--replay', 'always', '--format', 'json'];
  const given = provider === 'given' ? { GATEKEEPER_POSTGRES_URL: place.givenUrl ?? '' } : {};
  const run = spawn(process.execPath, [...args, '--postgres', provider === 'given' ? 'auto' : provider], {
    cwd: `${place.projects}/${HOW[ending].project}`,
    env: { ...place.environment, ...given },
    stdio: 'ignore',
  });
  const ended = once(run, 'exit');
  if (ending.startsWith('SIG')) {
    await sleep(afterMs);
    run.kill(ending as NodeJS.Signals);
  }
  if (ending === 'crash of the server') await crashServer(run, afterMs);
  const [status, signal] = (await ended) as [number | null, NodeJS.Signals | null];
  const end = status ?? signal;
  return { pid: run.pid ?? 0, surprise: end === HOW[ending].end ? null : `ended by ${end}, not ${HOW[ending].end}` };
}

async function crashServer(run: ChildProcess, afterMs: number): Promise<void> {
  let server: number | null = null;
  for (; server === null && run.exitCode === null; await sleep(20)) server = findServer(run.pid ?? 0);
  await sleep(afterMs);
  if (server !== null) kill(server);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
