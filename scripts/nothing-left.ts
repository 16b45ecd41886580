/**
 * `npm run nothing-left -- [--runs 200] [--seed N]`: ends runs in random ways (finish, failure, SIGINT, SIGTERM, SIGKILL, crash
 * of the server) and fails where a process, folder, database or role of any of them remains; after SIGKILL, after the next run.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { setAssetRoot } from '../src/assets.js';
import { tryEndings } from './nothing-left/try-endings.js';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    dist: { type: 'string', default: 'build/dist' },
  },
});
setAssetRoot(resolve('build/src'));
console.log(`seed ${values.seed}`);
const counts = new Map<string, number>();
const { left, skipped } = await tryEndings({
  dist: resolve(values.dist),
  runs: Number(values.runs),
  seed: Number(values.seed),
  onRun: ({ ending, provider }) => {
    const name = `${ending} on ${provider}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  },
});
const byName = [...counts].sort(([a], [b]) => a.localeCompare(b));
for (const [name, count] of byName) console.log(`${String(count).padStart(4)} ${name}`);
for (const reason of skipped) console.warn(`not tried: ${reason}`);
for (const trace of left) console.error(`left: ${trace}`);
console.log(left.length === 0 ? 'nothing is left' : `${left.length} traces are left`);
process.exitCode = left.length === 0 ? 0 : 1;
