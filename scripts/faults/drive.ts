/** Runs a release in a process of its own. */
import { spawn } from 'node:child_process';
import type { ReleaseRecord } from '../../src/model/release.js';

/** Where the catalogs that were proven wait for the drivers. */
export const STATES = 'build/faults/states.json';
const DRIVER = 'build/scripts/faults/driver.js';
const PATIENCE_MS = 100_000;

export interface Ended {
  readonly code: number | null;
  readonly record: ReleaseRecord | null;
  readonly error: string;
}

/** `mode`: how transactions are cut. `onStart` is given what kills the process. */
export function drive(
  url: string,
  mode: 'shared' | 'own',
  onStart: (kill: () => void) => void = () => undefined,
): Promise<Ended> {
  const child = spawn(process.execPath, [DRIVER, STATES, '60000', mode], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: url },
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
      ended({ code, error, record: output === '' ? null : (JSON.parse(output) as ReleaseRecord) });
    });
  });
}
