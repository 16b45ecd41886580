/** Runs a program to its end and tells how long it took and how much memory its whole process tree used at most. */
import { spawn } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';

export interface Measurement {
  readonly seconds: number;
  /** Mebibytes, all processes together, shared pages counted once (PSS); null where the system does not tell. */
  readonly peakMiB: number | null;
  readonly exitCode: number | null;
  readonly stdout: string;
}

const SAMPLE_MS = 50;

/** Memory is sampled, so peaks shorter than 50 ms may be missed. */
export async function measure(argv: readonly string[], sampleMemory: boolean): Promise<Measurement> {
  const start = performance.now();
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  const output: Buffer[] = [];
  child.stdout.on('data', (data: Buffer) => output.push(data));
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const sampler = sampleMemory && child.pid !== undefined ? samplePeak(child.pid, exited) : Promise.resolve(null);
  const exitCode = await exited;
  const seconds = (performance.now() - start) / 1000;
  return { seconds, exitCode, peakMiB: await sampler, stdout: Buffer.concat(output).toString() };
}

async function samplePeak(root: number, exited: Promise<unknown>): Promise<number | null> {
  const state = { running: true };
  void exited.finally(() => {
    state.running = false;
  });
  let peak = 0;
  while (state.running) {
    const pids = await descendants(root);
    const sizes = await Promise.all(pids.map(proportionalKiB));
    peak = Math.max(
      peak,
      sizes.reduce((sum, size) => sum + size, 0),
    );
    await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
  }
  return peak === 0 ? null : peak / 1024;
}

/** The process, its children, and whatever they started, also in sessions of their own. */
async function descendants(root: number): Promise<number[]> {
  const names = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const parents = new Map<number, number>();
  for (const name of names) {
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const found = new Set([root]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  return [...found];
}

async function proportionalKiB(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
}
