/** Mode `comment`: the report of an unprivileged run, posted by a privileged one. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { renderJson } from '../../src/report/json.js';
import { runAction, type ActionRun } from '../end-to-end/run-action.js';
import { writeFiles } from '../project/write-files.js';
import { EXAMPLES, hostileExample, projectOf, verdictOf } from '../report/verdicts.js';
import type { GitHubServer } from './github-server.js';
import { serveEachTest } from './serve-each-test.js';

const SHA = 'fedcba9876543210fedcba9876543210fedcba98';
const FAMILIES = renderJson(EXAMPLES['families']?.verdict ?? verdictOf());

const github = serveEachTest();

beforeEach(() => {
  github.server.pulls = [
    { number: 6, head: { label: 'octocat:other', sha: SHA } },
    { number: 7, head: { label: 'mallory:add-invoices', sha: SHA } },
  ];
});

/** As GitHub sends it for a fork: `pull_requests` is empty. */
function eventOf(changes: object = {}): { name: string; payload: unknown } {
  const workflow_run = {
    event: 'pull_request',
    head_branch: 'add-invoices',
    head_sha: SHA,
    head_repository: { full_name: 'mallory/shop', owner: { login: 'mallory' } },
    pull_requests: [],
    ...changes,
  };
  return {
    name: 'workflow_run',
    payload: { repository: { name: 'shop', full_name: 'acme/shop', owner: { login: 'acme' } }, workflow_run },
  };
}

async function post(report: string | null, event: { name: string; payload: unknown } = eventOf()): Promise<ActionRun> {
  using workspace = writeFiles({ 'README.md': '' });
  if (report !== null) await writeFile(join(workspace.path, 'report.json'), report);
  return await runAction('build/__tests__/github/act.js', {
    workspace: workspace.path,
    inputs: { mode: 'comment', report: 'report.json', 'github-token': 'ghs_token' },
    event,
    env: { GITHUB_API_URL: github.url, GITHUB_GRAPHQL_URL: `${github.url}/graphql` },
  });
}

test('the report is posted on the pull request that GitHub names, whatever the verdict', async () => {
  const run = await post(FAMILIES);
  expect([run.exitCode, run.commands]).toEqual([0, []]);
  expect(github.server.comments.map(({ body }) => body)).toEqual([
    expect.stringContaining('## ❌ Drizzle Gatekeeper failed: 5 errors, 2 warnings, 1 notice'),
  ]);
  expect(github.server.comments[0]?.body).toContain(
    `https://github.com/acme/shop/blob/${SHA}/drizzle/0041_add_invoices.sql#L11`,
  );
  expect(github.server.comments[0]?.body).not.toContain('```diff');
  expect(run.summary).toContain('## ❌ Drizzle Gatekeeper failed');
  await post(FAMILIES);
  expect(github.server.comments).toHaveLength(1);
  expect(github.server.reviewComments).toEqual([]);
});

test.each([
  ['was closed', [] as GitHubServer['pulls']],
  ['has a newer head', [{ number: 7, head: { label: 'mallory:add-invoices', sha: SHA.replace('f', '0') } }]],
  ['is one of several', [7, 8].map((number) => ({ number, head: { label: 'mallory:add-invoices', sha: SHA } }))],
])('nothing is posted where the pull request %s', async (_, pulls) => {
  github.server.pulls = pulls;
  const run = await post(FAMILIES);
  expect(run.exitCode).toBe(0);
  expect(run.commands.map(({ name, data }) => [name, data])).toEqual([
    ['notice', expect.stringContaining('nothing is posted')],
  ]);
  expect(github.server.comments).toEqual([]);
});

const big = verdictOf(
  ...Array.from({ length: 21 }, (_, index) => projectOf({ config: `p${index}/drizzle.config.ts` })),
);

test.each<[string, string | null, string]>([
  ['is not there', null, 'report "report.json" cannot be read'],
  ['is larger than any report', `"${'x'.repeat(5 * 1024 * 1024)}"`, 'is larger than 5 MiB'],
  ['is no JSON', '{', 'the report is not JSON'],
  ['is something else', '{"number": 1}', 'the report differs from the schema'],
  ['names a pull request', FAMILIES.replace('{', '{ "pull_request": 1,'), 'the report differs from the schema'],
  ['has a code of its own', FAMILIES.replaceAll('drift/differs', 'drift/](evil'), 'the report differs from the schema'],
  ['has very many projects', renderJson(big), 'the report has more than 20 projects'],
])('a report that %s is not posted', async (_, report, message) => {
  const run = await post(report);
  expect(run.exitCode).toBe(1);
  expect(run.commands.map(({ name, data }) => [name, data])).toEqual([['error', expect.stringContaining(message)]]);
  expect(github.server.log).toEqual([]);
});

test.each([
  ['another event', { name: 'pull_request', payload: {} }],
  ['a run on a push', eventOf({ event: 'push' })],
  ['a run of a deleted fork', eventOf({ head_repository: null })],
])('%s has no pull request to report on', async (_, event) => {
  const run = await post(FAMILIES, event);
  expect(run.exitCode).toBe(1);
  expect(run.commands[0]?.data).toContain('has no run of a pull request to report on');
  expect(github.server.log).toEqual([]);
});

test('hostile text plants no second comment, and no marker of another project', async () => {
  await post(renderJson(hostileExample('-->\n<!-- drizzle-gatekeeper migrations%2F%2Fother -->').verdict));
  expect(github.server.comments).toHaveLength(1);
  expect(github.server.comments[0]?.body.match(/<!-- drizzle-gatekeeper/g)).toHaveLength(1);
});

test('a token that may not write changes nothing', async () => {
  github.server.intercept = (id) =>
    id === 'issues/create-comment' ? { status: 403, body: { message: 'denied' } } : null;
  const run = await post(FAMILIES);
  expect(run.exitCode).toBe(0);
  expect(run.commands.map(({ data }) => data)).toEqual([expect.stringContaining('pull-requests: write')]);
});
