/** Mode `status` of the Action, as GitHub's runner starts it. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { playDeployed } from '../../scripts/play-deployed.js';
import { runAction, type ActionRun } from '../end-to-end/run-action.js';
import { writeFiles } from '../project/write-files.js';

const FIXTURE = 'migrations-fixtures/drift/deployed-differs/bad';

let staging: Awaited<ReturnType<typeof playDeployed>>;
beforeAll(async () => {
  staging = await playDeployed(readFileSync(join(FIXTURE, 'database.sql'), 'utf8'));
});
afterAll(async () => {
  await staging[Symbol.asyncDispose]();
});

async function run(event: string, inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
  using workspace = writeFiles({ 'README.md': '' });
  cpSync(join(FIXTURE, 'drizzle'), join(workspace.path, 'drizzle'), { recursive: true });
  return await runAction('build/__tests__/github/act.js', {
    workspace: workspace.path,
    inputs: { mode: 'status', migrations: 'drizzle', env: 'staging=STAGING_URL', ...inputs },
    event: { name: event, payload: { repository: { full_name: 'acme/shop' } } },
    env: { STAGING_URL: staging.url },
  });
}

test('tells in log, summary and outputs what is pending', async () => {
  const { exitCode, stdout, summary, outputs, files } = await run('schedule');
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining('the next deploy runs "0003_order_note"')]);
  expect(summary).toContain('| migration | staging |');
  expect(JSON.parse(outputs.get('pending') ?? '')).toEqual([{ environment: 'staging', tag: '0003_order_note' }]);
  expect(JSON.parse(files.get('report') ?? '')).toMatchObject({ environments: [{ name: 'staging' }] });
});

test('fails where that is asked for', async () => {
  const { exitCode, commands } = await run('push', { 'fail-on-pending': 'true' });
  expect(exitCode).toBe(1);
  const errors = commands.filter(({ name }) => name === 'error');
  expect(errors.map(({ data }) => data)).toEqual(['Drizzle Gatekeeper: migrations are pending']);
});

test('a switch is true or false and nothing else', async () => {
  const { exitCode, stdout } = await run('push', { 'fail-on-pending': 'yes' });
  expect([exitCode, stdout]).toEqual([1, expect.stringContaining('"yes" is no value of input "fail-on-pending"')]);
});

test.each(['pull_request', 'pull_request_target', 'merge_group'])('does not run on %s', async (event) => {
  const { exitCode, stdout } = await run(event);
  expect([exitCode, stdout]).toEqual([
    1,
    expect.stringContaining('"status" concerns a real database, and this run is for'),
  ]);
});
