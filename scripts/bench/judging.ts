/** What it costs to judge 10,000 statements by their parse trees, the start of the parser included. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureMedian, type Measurement } from './measure.js';
import { writeHistory } from './synthesize.js';

/** Two statements in each migration and one for each table: five in a file, as in real histories. */
const SIZE = { migrations: 2000, tables: 6000 };
/** The native linter of sbdchd/squawk; not installed by `npm ci`. */
export const SQUAWK = 'node_modules/squawk-cli/js/bin/squawk';

/** Prints a row for the gate and, where `npm install --no-save squawk-cli` put it there, one for squawk on the same files. */
export async function benchmarkJudging(runs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gatekeeper-bench-'));
  try {
    writeHistory(folder, SIZE);
    const files = readdirSync(folder).flatMap((name) => (name.endsWith('.sql') ? join(folder, name) : []));
    console.log('\n| judged by the text alone | s | processor s | peak MiB |\n| --- | --: | --: | --: |');
    const own = await measureMedian(['build/scripts/bench/judge.js', folder], runs);
    print(`drizzle-gatekeeper: ${own.stdout.trim()}`, own);
    if (existsSync(SQUAWK)) print('squawk', await measureMedian([SQUAWK, ...files], runs));
    else console.warn('squawk is not timed: npm install --no-save squawk-cli');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function print(name: string, { seconds, cpuSeconds, peakMiB }: Measurement): void {
  console.log(`| ${name} | ${seconds.toFixed(2)} | ${cpuSeconds.toFixed(2)} | ${peakMiB?.toFixed(0) ?? '–'} |`);
}
