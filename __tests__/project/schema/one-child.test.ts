/** Config and schema of a project are evaluated by one process, which loads the config once and ends with the run. */
import { execFile } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { valueOf } from '../../../src/model/gathered.js';
import { loadProject } from '../../../src/project/config/load-project.js';
import { readHistory } from '../../../src/project/history/read-history.js';
import { gatherSchema } from '../../../src/project/schema/gather-schema.js';
import { makeProject, type Changes, type ExampleProject } from '../../end-to-end/project.js';

const NOTES = 'evaluations.txt';

/** Lets the file note the process that evaluates it. */
const noting = (text: string): string => `
  require('node:fs').appendFileSync(require('node:path').join(process.cwd(), '${NOTES}'), \`config \${process.pid}\\n\`);
  ${text}`;

const CONFIG: Changes = { 'drizzle.config.ts': noting, [NOTES]: '' };

async function evaluate(path: string, between: () => void = () => {}): Promise<readonly string[]> {
  const project = await loadProject('drizzle.config.ts', path);
  between();
  const history = await readHistory(resolve(path, project.migrations), path);
  const { declared } = await gatherSchema(project, history, { cwd: path, timeoutMs: 20_000 });
  expect(valueOf(declared)).toMatchObject({ pending: [] });
  const notes = readFileSync(join(path, NOTES), 'utf8');
  writeFileSync(join(path, NOTES), '');
  return notes.split('\n').slice(0, -1);
}

async function makeNoting(kit: string): Promise<ExampleProject> {
  const project = await makeProject(CONFIG, { kit, orm: null });
  symlinkSync(resolve('node_modules/drizzle-orm'), join(project.path, 'node_modules/drizzle-orm'), 'junction');
  return project;
}

const compiled = (path: string): string => JSON.stringify(pathToFileURL(resolve('build/src', path)));

describe.each([
  ['tsx', '.'],
  ['esbuild-register', 'migrations-fixtures/lines/kit-0.31-old'],
])('with %s, the config is evaluated', (_, kit) => {
  test('once in a run, by every run anew', async () => {
    await using project = await makeNoting(kit);
    const first = await evaluate(project.path);
    const second = await evaluate(project.path);
    expect([first, second]).toEqual([[expect.stringMatching(/^config \d+$/)], [expect.stringMatching(/^config \d+$/)]]);
    expect(second).not.toEqual(first);
  });

  test('again where the schema is to be loaded in another environment', async () => {
    await using project = await makeNoting(kit);
    try {
      const notes = await evaluate(project.path, () => (process.env['GATEKEEPER_ENV_REGION'] = 'eu'));
      expect(notes).toHaveLength(2);
    } finally {
      delete process.env['GATEKEEPER_ENV_REGION'];
    }
  });
});

test('a config that changes between two questions of one run is that of the first', async () => {
  await using project = await makeProject(CONFIG);
  const path = join(project.path, 'drizzle.config.ts');
  expect(await evaluate(project.path, () => writeFileSync(path, 'throw new Error("half written");'))).toHaveLength(1);
});

test('of two projects the one that was loaded last keeps its process', async () => {
  await using one = await makeProject(CONFIG);
  await using other = await makeProject(CONFIG);
  const notes = await evaluate(one.path, () => {});
  expect(notes).toHaveLength(1);
  const first = await loadProject('drizzle.config.ts', one.path);
  expect(await evaluate(other.path)).toHaveLength(1);
  const history = await readHistory(resolve(one.path, first.migrations), one.path);
  const { declared } = await gatherSchema(first, history, { cwd: one.path, timeoutMs: 20_000 });
  expect(valueOf(declared)).toMatchObject({ pending: [] });
  expect(readFileSync(join(one.path, NOTES), 'utf8').split('\n').slice(0, -1)).toHaveLength(2);
});

test('a process that nobody asks again does not hold up the end of the run', async () => {
  await using project = await makeProject(CONFIG);
  const program = `
    const { setAssetRoot } = await import(${compiled('assets.js')});
    setAssetRoot(${JSON.stringify(resolve('build/src'))});
    const { loadProject } = await import(${compiled('project/config/load-project.js')});
    await loadProject('drizzle.config.ts', ${JSON.stringify(project.path)});`;
  const start = performance.now();
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
  expect(performance.now() - start).toBeLessThan(8_000);
  const [, id = ''] = /^config (\d+)/.exec(readFileSync(join(project.path, NOTES), 'utf8')) ?? [];
  // Where nobody collects it, a killed process stays in the table as a zombie.
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,stat=']);
  const running = stdout
    .split('\n')
    .filter((line) => !line.includes('Z'))
    .map((line) => line.trim().split(/\s+/)[0]);
  expect(running).not.toContain(id);
});
