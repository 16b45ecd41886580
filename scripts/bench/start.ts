/** What it costs to have the gate at all: from the start of a bundle to its first line, and the size of `dist`. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { measureMedian } from './measure.js';

/** Prints a row per bundle. The Action's first line is that it finds no migrations: in an empty place it does nothing else. */
export async function benchmarkStart(runs: number): Promise<void> {
  const bare = await measureMedian(['-e', '0'], runs);
  const starts = [
    ['Node itself', bare],
    ['dist/cli/index.js --version', await measureMedian(['build/dist/cli/index.js', '--version'], runs)],
    ['dist/action/index.js without migrations', await measureMedian(['build/dist/action/index.js'], runs, emptyPlace)],
  ] as const;
  console.log('\n| start | s | processor s |\n| --- | --: | --: |');
  for (const [name, { seconds, cpuSeconds }] of starts) {
    console.log(`| ${name} | ${seconds.toFixed(2)} | ${cpuSeconds.toFixed(2)} |`);
  }
  console.log(`\nSize of dist: ${(sizeOf('build/dist') / 2 ** 20).toFixed(1)} MiB.`);
}

function emptyPlace(): { environment: Record<string, string> } {
  return { environment: { 'INPUT_WORKING-DIRECTORY': 'docs', GITHUB_ACTIONS: 'true' } };
}

function sizeOf(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
