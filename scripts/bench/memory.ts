/** Peak memory of a process tree, as Linux tells it. */
import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const SAMPLE_MS = 50;

/** Mebibytes of the process and all that it started, shared pages counted once (PSS). Peaks shorter than 50 ms may be missed. */
export async function samplePeak(root: number, exited: Promise<unknown>): Promise<number | null> {
  const state = { running: true };
  void exited.finally(() => {
    state.running = false;
  });
  let peak = 0;
  while (state.running) {
    const sizes = await Promise.all((await descendants(root)).map(proportionalKiB));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    peak = Math.max(peak, total);
    await sleep(SAMPLE_MS);
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
