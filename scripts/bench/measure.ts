/** Runs a program to its end: how long it took, and what its whole process tree used. Needs a POSIX shell. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { samplePeak } from './memory.js';

export interface Measurement {
  readonly seconds: number;
  /** Processor time of all processes that were waited for, user and system. */
  readonly cpuSeconds: number;
  /** Mebibytes; null: not sampled, or the system does not tell. */
  readonly peakMiB: number | null;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface MeasureOptions {
  readonly sampleMemory?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** The shell's own count covers what its descendants waited for, which Node cannot ask of the system. */
const COUNTED = '"$@"; status=$?; times >&3; exit $status';

/** Runs Node with these arguments. */
export async function measure(argv: readonly string[], options: MeasureOptions = {}): Promise<Measurement> {
  const start = performance.now();
  const child = spawn('/bin/sh', ['-c', COUNTED, 'sh', process.execPath, ...argv], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...options.environment },
    cwd: options.cwd,
  });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const sampler = options.sampleMemory === true && child.pid !== undefined ? samplePeak(child.pid, exited) : null;
  const [, out, err, times] = child.stdio as unknown as readonly [null, Readable, Readable, Readable];
  const [stdout, stderr, counted] = await Promise.all([text(out), text(err), text(times)]);
  const exitCode = await exited;
  const seconds = (performance.now() - start) / 1000;
  return { seconds, cpuSeconds: readTimes(counted), exitCode, peakMiB: await sampler, stdout, stderr };
}

/** As in `0m0.00s 0m0.00s` for the shell, then the same line for its children. */
function readTimes(times: string): number {
  const [, children = ''] = times.split('\n');
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0);
}

/** The value in the middle; of an even number the upper one. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Medians of several measurements, memory and output being those of the first. */
export async function measureMedian(
  argv: readonly string[],
  runs: number,
  prepare: () => MeasureOptions = () => ({}),
): Promise<Measurement> {
  const all: Measurement[] = [];
  for (let run = 0; run < runs; run++) all.push(await measure(argv, { ...prepare(), sampleMemory: run === 0 }));
  const [first] = all;
  if (first === undefined) throw new Error('there is nothing to take a median of');
  return withMedians(first, all);
}

/** One measurement with the medians of others for its times. */
export function withMedians(told: Measurement, timed: readonly Measurement[]): Measurement {
  const medianOf = (pick: (each: Measurement) => number): number => median(timed.map(pick));
  return { ...told, seconds: medianOf(({ seconds }) => seconds), cpuSeconds: medianOf((each) => each.cpuSeconds) };
}
