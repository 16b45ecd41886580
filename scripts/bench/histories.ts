/** The gate over real histories, beside the floor (the least that any gate must do) and what people run today. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Verdict } from '../../src/model/verdict.js';
import { measure, withMedians, type Measurement, type MeasureOptions } from './measure.js';
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

interface Row {
  readonly name: string;
  readonly argv: readonly string[];
  /** Runs with a new cache each time. */
  readonly isCold: boolean;
  /** Name of the row that is its floor; null: it is one. */
  readonly floor: string | null;
}

/** One run of every row, then the next one of every row: what else the machine does meets them all. */
async function benchmark(folder: string, flags: readonly string[], runs: number): Promise<void> {
  const cold = coldCache();
  const warm = cold.next();
  const pullRequest = openPullRequest(folder);
  try {
    const rows = listRows(folder, pullRequest.flags, flags);
    const measured = new Map<string, Measurement[]>(rows.map(({ name }) => [name, []]));
    // The first fills the cache of those that are not cold, and the last is for memory.
    const last = runs + 1;
    for (let run = 0; run <= last; run++) {
      for (const { name, argv, isCold } of rows) {
        const measurement = await measure(argv, { ...(isCold ? cold.next() : warm), sampleMemory: run === last });
        measured.get(name)?.push(measurement);
      }
    }
    const medians = new Map([...measured].map(([name, all]) => [name, toMedian(all)]));
    const today = medians.get(TODAY) ?? null;
    for (const { name, floor } of rows) {
      const median = medians.get(name);
      const known = name === TODAY || floor === null || today?.exitCode !== 0 ? null : today;
      const least = medians.get(floor ?? '') ?? null;
      if (median !== undefined) console.log(format(name, median, least?.exitCode === 0 ? least : null, known));
    }
    console.log(`\ntoday: ${today?.stdout.trim()}`);
  } finally {
    cold.remove();
    pullRequest.remove();
  }
}

const TODAY = 'today, PostgreSQL as it comes';

function listRows(folder: string, pullRequest: readonly string[], flags: readonly string[]): readonly Row[] {
  const program = (name: string, ...args: readonly string[]): readonly string[] => [
    `build/scripts/bench/${name}.js`,
    folder,
    ...args,
  ];
  const floors: Row[] = ['local', 'embedded'].map((provider) => ({
    name: `floor, ${provider}`,
    argv: program('floor', provider),
    isCold: true,
    floor: null,
  }));
  const others: Row[] = [
    { name: 'floor, PostgreSQL as it comes', argv: program('plain-floor'), isCold: true, floor: null },
    { name: TODAY, argv: program('today'), isCold: true, floor: 'floor, local' },
  ];
  const changes = { 'all is new': ['--migrations', folder], 'pull request': pullRequest };
  const checks = Object.entries(changes).flatMap(([change, place]) =>
    ['local', 'embedded'].flatMap((provider): Row[] => {
      const check = [
        'build/dist/cli/index.js',
        'check',
        ...place,
        '--postgres',
        provider,
        '--format',
        'json',
        ...flags,
      ];
      const again = [...check, '--replay', 'always'];
      const [name, floor] = [`${change}, ${provider}`, `floor, ${provider}`];
      return [
        ...(provider === 'local' ? [{ name: `${name}, cold`, argv: check, isCold: true, floor }] : []),
        { name: provider === 'local' ? `${name}, kept cluster` : name, argv: again, isCold: false, floor },
        { name: `${name}, kept replays`, argv: check, isCold: false, floor },
      ];
    }),
  );
  return [...floors, ...others, ...checks];
}

/** Of all but the first and the last, whose memory is told: sampling it takes time. */
function toMedian(all: readonly Measurement[]): Measurement {
  const last = all.at(-1);
  if (last === undefined) throw new Error('nothing was measured');
  return withMedians(last, all.slice(1, -1));
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
