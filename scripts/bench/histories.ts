/** The gate over real histories beside the floor: the least that any gate must do. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Verdict } from '../../src/model/verdict.js';
import { measure, measureMedian, type Measurement, type MeasureOptions } from './measure.js';

/** Prints a row per history, provider and state of the cache. */
export async function benchmarkHistories(
  folders: readonly string[],
  flags: readonly string[],
  runs: number,
): Promise<void> {
  console.log(
    '| history | entries | provider | check s | floor s | ratio | processor s | floor | ratio | peak MiB | parts of one run |',
  );
  console.log('| --- | --: | --- | --: | --: | --: | --: | --: | --: | --: | --- |');
  for (const folder of folders) {
    for (const provider of ['embedded', 'local']) await benchmark(folder, provider, flags, runs);
  }
}

async function benchmark(folder: string, provider: string, flags: readonly string[], runs: number): Promise<void> {
  const check = [
    'build/dist/cli/index.js',
    'check',
    '--migrations',
    folder,
    '--postgres',
    provider,
    '--format',
    'json',
    ...flags,
  ];
  const name = folder.split('/').slice(-4).join('/');
  if ((await measure(check)).exitCode === 2) {
    console.log(`| ${name} | | ${provider}: not at hand | | | | | | | | |`);
    return;
  }
  const cold = coldCache();
  const floor = await measureMedian(['build/scripts/bench/floor.js', folder, provider], runs, cold.next);
  if (provider === 'local') {
    tellToday(name, await measureMedian(['build/scripts/bench/today.js', folder], runs, cold.next));
    console.log(format(name, 'local, cold', await measureMedian(check, runs, cold.next), floor));
    console.log(format(name, 'local, kept cluster', await measureMedian(check, runs), floor));
  } else console.log(format(name, provider, await measureMedian(check, runs), floor));
  cold.remove();
}

/** drizzle-kit's own commands on the same server, cold: what the gate takes the place of. */
function tellToday(name: string, { exitCode, seconds, cpuSeconds }: Measurement): void {
  const figures = exitCode === 0 ? [seconds.toFixed(2), '', '', cpuSeconds.toFixed(2)] : ['fails', '', '', ''];
  console.log(`| ${[name, '', 'drizzle-kit check, migrate', ...figures, '', '', '', ''].join(' | ')} |`);
}

/** A new, empty user cache for each run. */
function coldCache(): { next: () => MeasureOptions; remove: () => void } {
  const made: string[] = [];
  return {
    next: () => {
      made.push(mkdtempSync(join(tmpdir(), 'gatekeeper-bench-')));
      return { environment: { XDG_CACHE_HOME: made.at(-1) ?? '' } };
    },
    remove: () => made.forEach((directory) => rmSync(directory, { recursive: true, force: true })),
  };
}

function format(name: string, provider: string, check: Measurement, floor: Measurement): string {
  const [project] = (JSON.parse(check.stdout) as Verdict).projects;
  const parts = Object.entries(project?.timings ?? {}).map(([part, value]) => `${part} ${value}`);
  const times = [check.seconds, floor.seconds, check.seconds / floor.seconds];
  const processor = [check.cpuSeconds, floor.cpuSeconds, check.cpuSeconds / floor.cpuSeconds];
  const numbers = [...times, ...processor].map((each) => each.toFixed(2));
  const cells = [name, project?.entries, provider, ...numbers, check.peakMiB?.toFixed(0) ?? '–', parts.join(', ')];
  return `| ${cells.join(' | ')} |`;
}
