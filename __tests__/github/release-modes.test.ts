/** The modes `plan` and `apply` of the Action, from inputs to outputs. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EphemeralServer } from '../../src/model/server.js';
import { runAction, type ActionRun } from '../end-to-end/run-action.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../postgres/servers-at-hand.js';
import { urlOf } from '../postgres/url-of.js';
import { writeFiles } from '../project/write-files.js';
import { projectFiles } from '../release/shop.js';

(PROVIDERS_AT_HAND.length === 1 ? describe.skip : describe)('in a workflow', () => {
  let server: EphemeralServer;
  beforeAll(async () => {
    server = await startAtHand('local');
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  test('plan, then apply: log, summary, outputs and record', async () => {
    await using database = await server.createDatabase();
    const url = urlOf(await database.connect());
    using folder = writeFiles(projectFiles(['CREATE TABLE invoices (id int);']));
    const planned = await act(url, folder.path, { mode: 'plan' });
    expect(planned.exitCode).toBe(0);
    expect(JSON.parse(planned.outputs.get('pending') ?? '')).toEqual([
      { tag: '0000_orders', statements: 2 },
      { tag: '0001_orders', statements: 1 },
    ]);
    expect(planned.summary).toContain('CREATE TABLE invoices');
    const applied = await act(url, folder.path, { mode: 'apply', 'expect-database': database.name });
    expect(applied.exitCode).toBe(0);
    expect(Object.fromEntries(applied.outputs)).toMatchObject({
      outcome: 'applied',
      applied: '["0000_orders","0001_orders"]',
    });
    expect(applied.summary).toContain('✅ applied 2 migrations');
    expect(JSON.parse(applied.files.get('report') ?? '')).toMatchObject({
      outcome: 'applied',
      before: { tracker: [] },
    });
  });

  test.each(['plan', 'apply'])('mode %s fails the step where it is refused', async (mode) => {
    await using database = await server.createDatabase();
    const url = urlOf(await database.connect());
    using folder = writeFiles(projectFiles([]));
    const run = await act(url, folder.path, { mode, 'expect-database': 'warehouse' });
    expect(run.exitCode).toBe(1);
    expect(run.summary).toContain('not to `warehouse`');
  });

  test.each([
    ['plan', 'pull_request'],
    ['apply', 'pull_request_target'],
    ['apply', 'merge_group'],
  ])('mode %s does not run under %s', async (mode, event) => {
    using folder = writeFiles(projectFiles([]));
    const run = await act('postgres://owner@127.0.0.1:1/shop', folder.path, { mode }, event);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain(`this run is for a change that is not merged ("${event}")`);
  });
});

function act(url: string, workspace: string, inputs: Record<string, string>, event = 'push'): Promise<ActionRun> {
  const given = { migrations: 'drizzle', postgres: 'local', ...inputs };
  const variables = Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const env = { ...Object.fromEntries(variables), DATABASE_URL: url, GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: event };
  return runAction('build/__tests__/github/act.js', { workspace, env });
}
