/** The bundles under every major of Node that is at hand: GitHub starts the Action with another one than a laptop the command line. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CLI, DIST, isBuilt } from './project.js';
import { runAction } from './run-action.js';
import { startNode } from './start.js';

const GREEN = 'migrations-fixtures/example/green';
const WANTED = [20, 24];

/** The one that runs the tests, that of `nodes/`, those that GATEKEEPER_NODES names, and what GitHub's runners and nvm keep. */
const programs = [
  process.execPath,
  ...installed(`node-${process.platform}-${process.arch}/bin/node`),
  ...(process.env['GATEKEEPER_NODES']?.split(':') ?? []),
  ...keptIn(`${process.env['RUNNER_TOOL_CACHE'] ?? '/opt/hostedtoolcache'}/node`, 'x64/bin/node'),
  ...keptIn(`${process.env['NVM_DIR'] ?? `${process.env['HOME']}/.nvm`}/versions/node`, 'bin/node'),
];
const byMajor = new Map(programs.map((program) => [majorOf(program), program]));
const missing = WANTED.filter((major) => !byMajor.has(major));
if (missing.length > 0) {
  console.warn(
    `skipped: no Node ${missing.join(' or ')} is found here; run "npm run nodes", or name its program in GATEKEEPER_NODES`,
  );
}

/** Not a workspace: npm would put its `node` first in the path of every script. */
function installed(program: string): string[] {
  const path = resolve('nodes/24/node_modules', program);
  return existsSync(path) ? [path] : [];
}

function keptIn(folder: string, program: string): string[] {
  const versions = existsSync(folder) ? readdirSync(folder) : [];
  return versions.map((version) => join(folder, version, program)).filter((path) => existsSync(path));
}

function majorOf(program: string): number {
  return Number(execFileSync(program, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' }));
}

(isBuilt ? describe : describe.skip).each([...byMajor])('Node %i', (_, node) => {
  test('runs the command line', async () => {
    const args = `check --postgres embedded --working-directory ${GREEN}`.split(' ');
    const ended = await startNode(CLI, args, { cwd: process.cwd(), env: { PATH: process.env['PATH'] }, node });
    expect(ended).toMatchObject({ exitCode: 0, stderr: '', stdout: expect.stringContaining('passed: no findings') });
  }, 60_000);

  test('runs the Action', async () => {
    const inputs = { 'working-directory': GREEN, postgres: 'embedded' };
    const run = await runAction(`${DIST}/action/index.js`, { workspace: process.cwd(), inputs, node });
    expect([run.exitCode, run.outputs.get('verdict')]).toEqual([0, 'passed']);
  }, 60_000);
});
