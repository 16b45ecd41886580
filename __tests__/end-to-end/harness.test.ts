import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runAction, type ActionRun } from './run-action.js';
import { startNode } from './start.js';
import { readFileCommands } from './workflow-commands.js';

const STUB = 'build/__tests__/end-to-end/stub-action.js';

describe('the harness, on a stub', () => {
  let workspace: string;
  let run: ActionRun;

  beforeAll(async () => {
    workspace = await realpath(await mkdtemp(join(tmpdir(), 'workspace-')));
    process.env['HARNESS_PROOF'] = 'a variable of the test run';
    run = await runAction(STUB, { workspace, inputs: { 'fail-on': 'warning' } });
  });
  afterAll(async () => {
    delete process.env['HARNESS_PROOF'];
    await rm(workspace, { recursive: true });
  });

  test('reads the commands that the runner would obey, and no others', () => {
    expect(run.commands).toEqual([
      {
        name: 'warning',
        properties: { title: 'a, b: c', file: 'drizzle/0000_orders.sql', line: '3' },
        data: 'orders, customers: 100%\nand invoices',
      },
      { name: 'add-mask', properties: {}, data: 'hunter2' },
      { name: 'notice', properties: {}, data: 'with spaces before it' },
      { name: 'warning', properties: {}, data: 'style' },
      { name: 'error', properties: {}, data: `stopped in ${workspace}` },
    ]);
  });

  test('reads outputs, summary and exit code', () => {
    expect(Object.fromEntries(run.outputs)).toEqual({
      'fail-on': 'warning',
      lines: 'one\ntwo\n',
      inherited: 'nothing',
    });
    expect(run.summary).toBe('# orders\n');
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toBe('');
  });
});

test('an input that is not given has the default of action.yml', async () => {
  const run = await runAction(STUB, { workspace: tmpdir() });
  expect(run.outputs.get('fail-on')).toBe('error');
});

test.each(['orders', 'a<<END\nb'])('the file command %j is not accepted', (text) => {
  expect(() => readFileCommands(text)).toThrow();
});

test('a program that never ends is killed', async () => {
  const ended = await startNode('-e', ['setInterval(() => {}, 1000)'], { cwd: tmpdir(), env: {}, timeoutMs: 300 });
  expect(ended.exitCode).toBeNull();
});
