import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';

const inputs = resolve('migrations-fixtures/inputs');

/** A run that is caught in a config that never ends. */
const RUN = `
  const { setAssetRoot } = await import(${JSON.stringify(pathToFileURL(resolve('build/src/assets.js')))});
  setAssetRoot(${JSON.stringify(resolve('build/src'))});
  const { loadProject } = await import(${JSON.stringify(pathToFileURL(resolve('build/src/project/config/load-project.js')))});
  await loadProject('configs/endless.ts', ${JSON.stringify(inputs)});
`;

/** State and parent of a process by /proc, such as `R` and 1; null: it is gone. */
async function statOf(id: number): Promise<{ state: string; parent: number } | null> {
  const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => null);
  const [state, parent] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  return state === undefined ? null : { state, parent: Number(parent) };
}

async function childrenOf(parent: number): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = ids.map(async (id) => ((await statOf(id))?.parent === parent ? [id] : []));
  return (await Promise.all(parents)).flat();
}

/** A killed process whose new parent does not collect it stays in the table as a zombie. */
async function isRunning(id: number): Promise<boolean> {
  const stat = await statOf(id);
  return stat !== null && stat.state !== 'Z';
}

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux.each(['SIGINT', 'SIGTERM'] as const)('%s ends the project code with the run', async (signal) => {
  const run = spawn(process.execPath, ['--input-type=module', '--eval', RUN], { stdio: 'ignore' });
  const ended = new Promise((resolved) => {
    run.once('exit', (_code, by) => {
      resolved(by);
    });
  });
  let children: number[] = [];
  while (children.length === 0) children = await childrenOf(run.pid ?? 0);
  await new Promise((resolved) => setTimeout(resolved, 300));
  run.kill(signal);
  expect(await ended).toBe(signal);
  await new Promise((resolved) => setTimeout(resolved, 300));
  expect(await Promise.all(children.map(isRunning))).toEqual(children.map(() => false));
});
