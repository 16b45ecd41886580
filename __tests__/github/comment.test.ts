import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { expect, test } from '@jest/globals';
import type { Verdict } from '../../src/model/verdict.js';
import { markerOf } from '../../src/github/comment-body.js';
import { runAction, type ActionRun } from '../end-to-end/run-action.js';
import { BOT } from './github-server.js';
import { serveEachTest } from './serve-each-test.js';

const KEY = 'migrations/packages/shop/drizzle.config.ts';
const PULL_REQUEST = {
  name: 'pull_request',
  payload: { number: 7, pull_request: { number: 7, head: { sha: 'fedcba9876543210fedcba9876543210fedcba98' } } },
};

const github = serveEachTest();

function comment(
  example: string,
  changes: { event?: { name: string; payload: unknown }; token?: string } = {},
): Promise<ActionRun> {
  return runAction('build/__tests__/github/publish-example.js', {
    workspace: tmpdir(),
    argv: [example, 'packages/shop'],
    event: changes.event ?? PULL_REQUEST,
    env: {
      TOKEN: changes.token ?? 'ghs_token',
      GITHUB_API_URL: github.url,
      GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
    },
  });
}

function warningsOf({ commands }: ActionRun): string[] {
  return commands
    .filter(({ name, data }) => name === 'warning' && data.startsWith('could not'))
    .map(({ data }) => data);
}

const bodies = (): string[] => github.server.comments.map(({ body }) => body);

test('the first report is a new comment, linked to the head commit', async () => {
  const run = await comment('families');
  expect(run.exitCode).toBe(1);
  expect(warningsOf(run)).toEqual([]);
  expect(bodies()).toHaveLength(1);
  expect(bodies()[0]).toMatch(/^<!-- drizzle-gatekeeper migrations%2Fpackages%2Fshop%2Fdrizzle\.config\.ts -->\n/);
  expect(bodies()[0]).toContain('## ❌ Drizzle Gatekeeper failed: 5 errors, 2 warnings, 1 notice');
  expect(bodies()[0]).toContain(
    '/blob/fedcba9876543210fedcba9876543210fedcba98/packages/shop/drizzle/0041_add_invoices.sql#L11',
  );
});

test('the next report is an edit, and says what was mended, until something else is', async () => {
  await comment('families');
  await comment('passed');
  expect(bodies()).toHaveLength(1);
  expect(bodies()[0]).toContain('## ✅ Drizzle Gatekeeper passed');
  expect(bodies()[0]).toContain('🎉 Mended since the report before: 8');
  expect(bodies()[0]).toContain('- `history/missing-tag` at `drizzle/meta/_journal.json`');
  await comment('passed');
  expect(bodies()[0]).toContain('🎉 Mended since the report before: 8');
  await comment('families');
  expect(bodies()[0]).not.toContain('🎉');
});

test('comments of others, markers in the middle and markers of other projects are left alone', async () => {
  const foreign = [
    github.server.add('mallory', `${markerOf(KEY)}\nall is well`),
    github.server.add(BOT, `a quotation:\n${markerOf(KEY)}`),
    github.server.add(BOT, `${markerOf('migrations/packages/other/drizzle.config.ts')}\nother`),
  ].map(({ body }) => body);
  await comment('families');
  expect(bodies().slice(0, 3)).toEqual(foreign);
  expect(bodies()).toHaveLength(4);
});

test('the comment is found among three hundred', async () => {
  for (let index = 0; index < 300; index++) github.server.add('octocat', `remark ${index}`);
  const ours = github.server.add(BOT, `${markerOf(KEY)}\nold`);
  await comment('families');
  expect(github.server.comments).toHaveLength(301);
  expect(ours.body).toContain('## ❌ Drizzle Gatekeeper');
});

test('a memory that somebody has edited is no obstacle', async () => {
  github.server.add(BOT, `${markerOf(KEY)}\n<!-- bm90IGpzb24= -->\nedited by hand`);
  const run = await comment('passed');
  expect(warningsOf(run)).toEqual([]);
  expect(bodies()[0]).toContain('## ✅');
});

test('two runs at once leave one comment', async () => {
  await Promise.all([comment('families'), comment('families'), comment('families')]);
  expect(bodies()).toHaveLength(1);
  expect(bodies()[0]).toContain('## ❌ Drizzle Gatekeeper');
});

test.each([
  ['a push', { event: { name: 'push', payload: {} } }],
  ['an event without a number', { event: { name: 'pull_request', payload: {} } }],
])('%s has no comment', async (_, changes) => {
  const run = await comment('families', changes);
  expect(github.server.log).toEqual([]);
  expect(warningsOf(run)).toEqual([]);
});

test('nothing is posted where there is nothing to say', async () => {
  await comment('empty');
  expect(bodies()).toEqual([]);
});

test('a comment that is there is kept current, also where there is nothing to say', async () => {
  github.server.add(BOT, `${markerOf('migrations/packages/shop/drizzle')}\n## ❌ Drizzle Gatekeeper failed: 1 error`);
  await comment('empty');
  expect(bodies()).toEqual([expect.stringContaining('## ✅ Drizzle Gatekeeper passed')]);
});

test('several projects have a comment each, and keep it', async () => {
  await comment('fleet');
  await comment('fleet');
  expect(bodies().map((body) => body.split('\n')[0])).toEqual([
    expect.stringContaining('shop.ts'),
    expect.stringContaining('billing.ts'),
  ]);
});

test.each([200, 5000])('%i findings have room: in the comment, in the summary, and all in the file', async (count) => {
  const run = await comment(`many ${count}`);
  expect(warningsOf(run)).toEqual([]);
  const { projects } = JSON.parse(run.files.get('report') ?? '') as Verdict;
  expect(projects[0]?.findings).toHaveLength(count);
  // GitHub's limit for the summary of a step.
  expect(Buffer.byteLength(run.summary ?? '')).toBeLessThanOrEqual(1024 * 1024);
  expect(bodies()[0]).toContain('more findings');
  expect(bodies()[0]?.length).toBeLessThanOrEqual(65_536);
});

test.each([
  ['issues/create-comment', 403, 'pull-requests: write'],
  ['issues/list-comments', 404, 'pull-requests: write'],
  ['graphql', 401, 'pull-requests: write'],
  ['issues/create-comment', 422, 'Validation Failed'],
  ['issues/create-comment', 500, 'Server Error'],
])('%s answers %i: the verdict is the same, and one warning says why', async (operation, status, reason) => {
  const message = status === 422 ? 'Validation Failed' : 'Server Error';
  github.server.intercept = (id) => (id === operation ? { status, body: { message } } : null);
  const run = await comment('passed');
  expect(run.exitCode).toBe(0);
  expect(run.outputs.get('verdict')).toBe('passed');
  expect(warningsOf(run)).toEqual([expect.stringContaining(reason)]);
  expect(github.server.log.filter((id) => id === operation)).toHaveLength(status === 500 ? 3 : 1);
});

test.each([
  ['a rate limit', { status: 429, headers: { 'retry-after': '1' }, body: { message: 'slow down' } }],
  [
    'a secondary rate limit',
    { status: 403, headers: { 'retry-after': '1' }, body: { message: 'secondary rate limit' } },
  ],
  ['a short outage', { status: 502, body: { message: 'Bad Gateway' } }],
])('%s is waited for', async (_, answer) => {
  let left = 2;
  github.server.intercept = (id) => (id === 'issues/create-comment' && left-- > 0 ? answer : null);
  const run = await comment('families');
  expect(warningsOf(run)).toEqual([]);
  expect(bodies()).toHaveLength(1);
});

test('a server that asks for an hour is not waited for', async () => {
  github.server.intercept = () => ({ status: 429, headers: { 'retry-after': '3600' }, body: { message: 'slow down' } });
  const run = await comment('families');
  expect(run.exitCode).toBe(1);
  expect(warningsOf(run)).toHaveLength(1);
  expect(github.server.log).toHaveLength(1);
});

test('a server that is not there does not change the verdict', async () => {
  await github.server[Symbol.asyncDispose]();
  const run = await comment('passed');
  expect(run.exitCode).toBe(0);
  expect(warningsOf(run)).toHaveLength(1);
});

test('a server that accepts and never answers is given up after three tries, and changes no verdict', async () => {
  let requests = 0;
  const silent = createServer(() => void requests++).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  github.url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  try {
    const run = await comment('passed');
    expect([run.exitCode, run.outputs.get('verdict'), requests]).toEqual([0, 'passed', 3]);
    expect(warningsOf(run)).toEqual([expect.stringContaining('the report is in the job summary')]);
  } finally {
    silent.closeAllConnections();
    silent.close();
  }
}, 90_000);
