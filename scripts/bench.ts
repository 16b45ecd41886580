/**
 * `npm run bench -- [--runs N] [--growth] [--idempotency off] [history folder …]`: times the gate over histories on each
 * provider at hand, beside the floor in the same run; with `--growth` over synthetic histories too. Machines are noisy:
 * quote medians and ratios. See docs/performance.md.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchmarkCatalog } from './bench/catalog.js';
import { benchmarkGrowth } from './bench/growth.js';
import { benchmarkHistories } from './bench/histories.js';
import { benchmarkJudging } from './bench/judging.js';
import { benchmarkStart } from './bench/start.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '3' },
    growth: { type: 'boolean', default: false },
    idempotency: { type: 'string', default: 'warning' },
  },
});
const runs = Number(values.runs);
const folders = positionals.length > 0 ? positionals : ['migrations-fixtures/example/green/drizzle'];
const flags = ['--idempotency', values.idempotency];

if (!existsSync('build/dist/cli/index.js')) throw new Error('build/dist is missing: run "npm run bench"');
await benchmarkHistories(folders, flags, runs);
await benchmarkStart(runs);
await benchmarkJudging(runs);
await benchmarkCatalog(runs);
if (values.growth) for (const provider of ['embedded', 'local']) await benchmarkGrowth(provider, flags);
