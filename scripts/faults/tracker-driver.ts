/**
 * `tracker-driver.js repair|baseline`: one change of the tracker, as the command makes it with --yes. The database is named by
 * DATABASE_URL, the server that the history is replayed on by BENCH_URL. Prints the record as JSON.
 */
import { setAssetRoot } from '../../src/assets.js';
import { CannotJudge } from '../../src/model/cannot-judge.js';
import type { TrackerRecord } from '../../src/model/tracker-change.js';
import { projectOfMigrations } from '../../src/project/config/load-project.js';
import { baseline } from '../../src/release/tracker/baseline.js';
import type { TrackerRequest } from '../../src/release/tracker/change-tracker.js';
import { repair } from '../../src/release/tracker/repair.js';
import { HISTORY, TAGS } from './shop.js';

setAssetRoot('build/src');
const request: TrackerRequest = {
  cwd: '.',
  project: await projectOfMigrations(HISTORY.folder, '.'),
  history: HISTORY,
  database: { url: process.env['DATABASE_URL'] ?? '', variable: 'DATABASE_URL', isNamed: true },
  expectDatabase: null,
  server: { provider: 'auto', version: null, image: null, givenUrl: process.env['BENCH_URL'] ?? '' },
  bootstrap: [],
  timeoutSeconds: 60,
  onStep: () => undefined,
  write: true,
  lockWaitMs: 60_000,
};

const RUN: Readonly<Record<string, () => Promise<TrackerRecord>>> = {
  repair: () => repair(request, { assumptions: { applied: [], pending: [] }, orphans: 'drop', prepare: null }),
  baseline: () => baseline(request, { to: TAGS.at(-1) ?? '', accepted: [], orphans: null }),
};

try {
  const record = await RUN[process.argv[2] ?? '']?.();
  process.stdout.write(JSON.stringify(record));
  process.exitCode = record?.outcome === 'applied' || record?.outcome === 'nothing-to-do' ? 0 : 1;
} catch (error) {
  if (!(error instanceof CannotJudge)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
