/** The short form of `npm run faults` and `npm run crowd`; the long ones take half an hour. */
import { execFile } from 'node:child_process';
import { test } from '@jest/globals';
import { findBinaries } from '../../src/postgres/servers/find-binaries.js';

const isThere = findBinaries(null) !== null;
if (!isThere) console.warn('no release is harmed: no PostgreSQL is installed');

/** Rejects, with all that it printed, where the script ends with anything but 0. */
function run(script: string, ...flags: readonly string[]): Promise<void> {
  return new Promise((ended, failed) => {
    // Of jest's own environment a child would know nothing by itself.
    const { env } = process;
    execFile(process.execPath, [`build/scripts/${script}.js`, ...flags], { env }, (error, stdout, stderr) => {
      if (error === null) ended();
      else failed(new Error(`${script} ends with ${String(error.code)}:\n${stdout}${stderr}`));
    });
  });
}

(isThere ? test : test.skip).each([
  ['release', ['8', 'upgrade', 'per migration', 'fresh install']],
  ['repair, and the next baseline,', ['8', 'repair', 'baseline']],
])('whatever is killed when, the next %s finishes', (_, flags) => run('faults', ...flags), 300_000);

(isThere ? test : test.skip)('eight releases at once apply once', () => run('crowd', '1', '8'), 300_000);
