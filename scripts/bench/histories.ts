/** The gate over real histories, beside the floor (the least that any gate must do) and what people run today. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Verdict } from '../../src/model/verdict.js';
import { measure, measureMedian, type Measurement, type MeasureOptions } from './measure.js';
import { openPullRequest } from './pull-request.js';

/** Prints a table per history. */
export async function benchmarkHistories(
  folders: readonly string[],
  flags: readonly string[],
  runs: number,
): Promise<void> {
  for (const folder of folders) {
    console.log(`\n${folder.split('/').slice(-4).join('/')}\n`);
    console.log('| run | s | × floor | processor s | × floor | faster than today | peak MiB | parts of one run |');
    console.log('| --- | --: | --: | --: | --: | --: | --: | --- |');
    await benchmark(folder, flags, runs);
  }
}

async function benchmark(folder: string, flags: readonly string[], runs: number): Promise<void> {
  const cold = coldCache();
  const pullRequest = openPullRequest(folder);
  const changes = { 'all is new': ['--migrations', folder], 'pull request': pullRequest.flags };
  try {
    const floors = new Map<string, Measurement>();
    for (const provider of ['local', 'embedded']) {
      const floor = await measureMedian(['build/scripts/bench/floor.js', folder, provider], runs, cold.next);
      floors.set(provider, floor);
      console.log(format(`floor, ${provider}`, floor, null, null));
      if (floor.exitCode !== 0) floors.delete(provider);
    }
    const plain = await measureMedian(['build/scripts/bench/plain-floor.js', folder], runs, cold.next);
    console.log(format('floor, PostgreSQL as it comes', plain, null, null));
    const today = await measureMedian(['build/scripts/bench/today.js', folder], runs, cold.next);
    console.log(format(`today, local: ${today.stdout.trim()}`, today, floors.get('local') ?? null, null));
    const known = today.exitCode === 0 ? today : null;
    for (const [name, change] of Object.entries(changes)) {
      for (const [provider, floor] of floors) {
        const check = [
          'build/dist/cli/index.js',
          'check',
          ...change,
          '--postgres',
          provider,
          '--format',
          'json',
          ...flags,
        ];
        const again = [...check, '--replay', 'always'];
        await measure(check); // The cluster and the replays are kept now.
        if (provider === 'local') {
          console.log(format(`${name}, local, cold`, await measureMedian(check, runs, cold.next), floor, known));
        }
        const state = provider === 'local' ? ', kept cluster' : '';
        console.log(format(`${name}, ${provider}${state}`, await measureMedian(again, runs), floor, known));
        console.log(format(`${name}, ${provider}, kept replays`, await measureMedian(check, runs), floor, known));
      }
    }
  } finally {
    cold.remove();
    pullRequest.remove();
  }
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

/** `floor` and `today` are null where there is nothing to compare with. */
function format(name: string, run: Measurement, floor: Measurement | null, today: Measurement | null): string {
  const failed = run.exitCode === 0 || run.exitCode === 1 ? null : `failed: ${run.stderr.split('\n')[0] ?? ''}`;
  const times = (pick: (each: Measurement) => number): string => (floor ? (pick(run) / pick(floor)).toFixed(2) : '');
  const figures = [
    run.seconds.toFixed(2),
    times(({ seconds }) => seconds),
    run.cpuSeconds.toFixed(2),
    times(({ cpuSeconds }) => cpuSeconds),
    today ? (today.seconds / run.seconds).toFixed(2) : '',
    run.peakMiB?.toFixed(0) ?? '–',
  ];
  return `| ${[name, ...(failed === null ? figures : ['', '', '', '', '', '']), failed ?? partsOf(run)].join(' | ')} |`;
}

function partsOf({ stdout }: Measurement): string {
  if (!stdout.startsWith('{')) return '';
  const [project] = (JSON.parse(stdout) as Verdict).projects;
  return Object.entries(project?.timings ?? {})
    .map(([part, value]) => `${part} ${value}`)
    .join(', ');
}
