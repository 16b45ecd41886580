/** The Action on events as GitHub sends them: payloads of octokit/webhooks, changed only where a case says so. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { serveEachTest } from '../github/serve-each-test.js';
import { DIST, isBuilt } from './project.js';
import { runAction, type ActionRun } from './run-action.js';

const RED = 'migrations-fixtures/example/red';
const EXAMPLES = createRequire(import.meta.url)('@octokit/webhooks-examples') as readonly {
  readonly name: string;
  readonly examples: readonly Payload[];
}[];

interface Repository {
  readonly full_name: string;
}

interface Payload {
  readonly action?: string;
  readonly repository: Repository;
  readonly pull_request?: { readonly number: number; readonly head: { readonly repo: Repository } };
}

function payloadOf(event: string, action?: string): Payload {
  const examples = EXAMPLES.find(({ name }) => name === event)?.examples ?? [];
  const found = examples.find((payload) => action === undefined || payload.action === action);
  if (found === undefined) throw new Error(`there is no example of ${event} ${action}`);
  return found;
}

const opened = payloadOf('pull_request', 'opened');
const change = (pull: object): Payload => ({ ...opened, pull_request: { ...opened.pull_request, ...pull } }) as Payload;
const head = opened.pull_request?.head;
const fromFork = change({ head: { ...head, repo: { ...head?.repo, full_name: 'mallory/Hello-World', fork: true } } });
const fromDependabot = change({
  user: { login: 'dependabot[bot]', type: 'Bot' },
  head: { ...head, ref: 'dependabot/npm' },
});

const github = serveEachTest();

function act(name: string, payload: Payload, env: NodeJS.ProcessEnv = {}): Promise<ActionRun> {
  return runAction(join(DIST, 'action/index.js'), {
    workspace: process.cwd(),
    inputs: { 'working-directory': RED, postgres: 'embedded', idempotency: 'off', 'github-token': 'ghs_token' },
    event: { name, payload },
    env: {
      GITHUB_API_URL: github.url,
      GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
      GITHUB_REPOSITORY: payload.repository.full_name,
      ...env,
    },
  });
}

const warningsOf = ({ commands }: ActionRun): readonly string[] =>
  commands.flatMap(({ name, data }) => (name === 'warning' && data.startsWith('could not') ? data : []));

(isBuilt ? describe : describe.skip)('the Action', () => {
  test.each(['opened', 'synchronize', 'reopened', 'ready_for_review'])(
    'pull_request %s',
    async (action) => {
      const run = await act('pull_request', payloadOf('pull_request', action));
      expect([run.exitCode, run.outputs.get('verdict'), warningsOf(run)]).toEqual([1, 'failed', []]);
      expect(github.server.comments).toHaveLength(1);
    },
    60_000,
  );

  test('a run that is started again edits its comment', async () => {
    await act('pull_request', opened);
    await act('pull_request', opened, { GITHUB_RUN_ATTEMPT: '2' });
    expect(github.server.comments).toHaveLength(1);
  }, 90_000);

  test.each([
    ['a fork', fromFork, {}],
    ['Dependabot', fromDependabot, { GITHUB_ACTOR: 'dependabot[bot]' }],
  ])(
    'pull_request of %s: same verdict, report in the summary, one warning',
    async (_, payload, env) => {
      // The token of such a run only reads; GitHub says so with 403.
      github.server.intercept = (id) =>
        /create|update|delete/.test(id)
          ? { status: 403, body: { message: 'Resource not accessible by integration' } }
          : null;
      const run = await act('pull_request', payload, env);
      expect([run.exitCode, run.outputs.get('verdict')]).toEqual([1, 'failed']);
      expect(warningsOf(run)).toEqual([expect.stringContaining('"pull-requests: write"')]);
      expect(run.summary).toContain('## ❌ Drizzle Gatekeeper failed');
      expect(github.server.comments).toEqual([]);
    },
    60_000,
  );

  test('pull_request_target of the repository itself', async () => {
    const run = await act('pull_request_target', opened);
    expect([run.exitCode, warningsOf(run), github.server.comments.length]).toEqual([1, [], 1]);
  }, 60_000);

  test.each([['pull_request_target', fromFork] as const, ['workflow_run', payloadOf('workflow_run')] as const])(
    '%s of a fork, or of nobody knows whom, runs no code',
    async (name, payload) => {
      const foreign = { ...payload, workflow_run: { event: 'pull_request', head_repository: null } } as Payload;
      const run = await act(name, name === 'workflow_run' ? foreign : payload);
      expect(run.outputs.get('verdict')).toBe('not-judged');
      expect(run.commands[0]?.data).toContain(`code of a fork is not run under "${name}"`);
      expect(github.server.comments).toEqual([]);
    },
    60_000,
  );

  test.each([
    ['merge_group', payloadOf('merge_group', 'checks_requested')],
    ['push', payloadOf('push')],
    ['workflow_dispatch', payloadOf('workflow_dispatch')],
    // Its payload is the repository and the cron line; GitHub gives no example.
    ['schedule', { repository: payloadOf('push').repository }],
  ])(
    '%s is judged, and nothing is written to GitHub',
    async (name, payload) => {
      const run = await act(name, payload);
      expect([run.exitCode, run.outputs.get('verdict'), warningsOf(run)]).toEqual([1, 'failed', []]);
      expect(run.summary).toContain('## ❌ Drizzle Gatekeeper failed');
      // The base may be asked for, where git does not know it.
      expect(github.server.log.filter((operation) => !/^git\/get-|^repos\/compare-/.test(operation))).toEqual([]);
    },
    60_000,
  );
});
