import { tmpdir } from 'node:os';
import { beforeEach, expect, test } from '@jest/globals';
import { runAction, type ActionRun } from '../end-to-end/run-action.js';
import { EXAMPLES } from '../report/verdicts.js';
import { BOT } from './github-server.js';
import { serveEachTest } from './serve-each-test.js';

const PATH = 'packages/shop/drizzle/0041_add_invoices.sql';
const SQL = EXAMPLES['families']?.sources.get('drizzle/0041_add_invoices.sql') ?? '';
const EVENT = {
  name: 'pull_request',
  payload: { number: 7, pull_request: { number: 7, head: { sha: 'fedcba9876543210fedcba9876543210fedcba98' } } },
};

const github = serveEachTest();

beforeEach(() => {
  github.server.files = [{ filename: PATH, patch: patchOf(SQL) }];
});

/** The whole text as added lines. */
function patchOf(text: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  return [`@@ -0,0 +1,${lines.length} @@`, ...lines.map((line) => `+${line}`)].join('\n');
}

function review(example: string, root = 'packages/shop', env: NodeJS.ProcessEnv = {}): Promise<ActionRun> {
  return runAction('build/__tests__/github/publish-example.js', {
    workspace: tmpdir(),
    argv: [example, root],
    event: EVENT,
    env: { TOKEN: 'ghs_token', GITHUB_API_URL: github.url, GITHUB_GRAPHQL_URL: `${github.url}/graphql`, ...env },
  });
}

test('a safe fix in a new migration is suggested on its line', async () => {
  await review('families');
  expect(github.server.reviewComments).toHaveLength(1);
  const [{ path, line, start_line, body } = { path: '', line: 0, body: '' }] = github.server.reviewComments;
  expect([path, line, start_line]).toEqual([PATH, 1, undefined]);
  expect(body).toMatch(/^<!-- drizzle-gatekeeper suggestion [0-9a-f]{32} -->\n\*\*add IF NOT EXISTS\*\*: /);
  expect(body).toContain('```suggestion\nCREATE TABLE IF NOT EXISTS "invoices" (\n```');
});

test('it is not repeated on the next push, and again where somebody else wrote the same', async () => {
  await review('families');
  await review('families');
  expect(github.server.reviewComments).toHaveLength(1);
  const [first] = github.server.reviewComments;
  github.server.reviewComments.splice(0);
  if (first !== undefined) github.server.reviewComments.push({ ...first, user: { login: 'mallory' } });
  await review('families');
  expect(github.server.reviewComments.map(({ user }) => user.login)).toEqual(['mallory', BOT]);
});

test('what was suggested is found among three hundred remarks', async () => {
  await review('families');
  const [ours] = github.server.reviewComments.splice(0);
  for (let id = 1; id <= 300; id++) {
    github.server.reviewComments.push({ id, user: { login: 'octocat' }, body: 'remark', path: PATH, line: 1 });
  }
  if (ours !== undefined) github.server.reviewComments.push(ours);
  await review('families');
  expect(github.server.reviewComments).toHaveLength(301);
});

test('a token that may comment and not review changes nothing else', async () => {
  github.server.intercept = (id) =>
    id === 'pulls/create-review' ? { status: 403, body: { message: 'denied' } } : null;
  const run = await review('families');
  expect(run.exitCode).toBe(1);
  expect(github.server.comments).toHaveLength(1);
  const warnings = run.commands.filter(({ name, data }) => name === 'warning' && data.startsWith('could not'));
  expect(warnings.map(({ data }) => data)).toEqual([
    expect.stringContaining('could not suggest fixes: the token lacks'),
  ]);
});

test.each([
  [{ SUGGESTIONS: 'off' }, [1, 0]],
  [{ COMMENT: 'off' }, [0, 1]],
  [{ COMMENT: 'off', SUGGESTIONS: 'off' }, [0, 0]],
])('%j is left out, and nothing else', async (switches, written) => {
  const run = await review('families', 'packages/shop', switches);
  expect(run.exitCode).toBe(1);
  expect([github.server.comments.length, github.server.reviewComments.length]).toEqual(written);
});
