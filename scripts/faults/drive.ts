/** Runs a release, or a change of the tracker, in a process of its own. */
import { spawn } from 'node:child_process';
import type { Finding } from '../../src/model/finding.js';

/** Where the catalogs that were proven wait for the drivers. */
export const STATES = 'build/faults/states.json';
const DRIVER = 'build/scripts/faults/driver.js';
const TRACKER_DRIVER = 'build/scripts/faults/tracker-driver.js';
const PATIENCE_MS = 100_000;

/** `apply` with its transactions shared or for each migration, or what changes the tracker alone. */
export type Mode = 'shared' | 'own' | 'repair' | 'baseline';

export interface Ended {
  readonly code: number | null;
  readonly record: {
    readonly outcome: string;
    readonly applied: readonly string[];
    readonly findings: readonly Finding[];
  } | null;
  readonly error: string;
}

/** `benchUrl` is of a superuser on the same server, for what is replayed there. `onStart` is given what kills the process. */
export function drive(
  url: string,
  mode: Mode,
  benchUrl: string,
  onStart: (kill: () => void) => void = () => undefined,
): Promise<Ended> {
  const isTracker = mode === 'repair' || mode === 'baseline';
  const child = spawn(process.execPath, isTracker ? [TRACKER_DRIVER, mode] : [DRIVER, STATES, '60000', mode], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: url, BENCH_URL: benchUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let error = '';
  child.stdout.on('data', (data) => (output += String(data)));
  child.stderr.on('data', (data) => (error += String(data)));
  onStart(() => void child.kill('SIGKILL'));
  const limit = setTimeout(() => {
    error += `it hung for ${PATIENCE_MS} ms`;
    child.kill('SIGKILL');
  }, PATIENCE_MS);
  return new Promise((ended) => {
    child.on('close', (code) => {
      clearTimeout(limit);
      ended({ code, error, record: output === '' ? null : (JSON.parse(output) as Ended['record']) });
    });
  });
}
