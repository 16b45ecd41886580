/** The life of a comment, by the bundle as GitHub starts it, against an API that holds every request to its description. */
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { serveEachTest } from '../github/serve-each-test.js';
import { DIST, isBuilt, makeProject, type ExampleProject } from './project.js';
import { runAction, type ActionRun } from './run-action.js';

const MIGRATION = 'drizzle/0001_invoices.sql';
const sha = 'fedcba9876543210fedcba9876543210fedcba98';

const github = serveEachTest();

function act({ path }: ExampleProject, idempotency = 'off'): Promise<ActionRun> {
  return runAction(join(DIST, 'action/index.js'), {
    workspace: path,
    inputs: { postgres: 'embedded', idempotency, 'github-token': 'ghs_token' },
    event: { name: 'pull_request', payload: { number: 7, pull_request: { number: 7, head: { sha } } } },
    env: { GITHUB_API_URL: github.url, GITHUB_GRAPHQL_URL: `${github.url}/graphql` },
  });
}

const breaks = (text: string): string => `${text}\nALTER TABLE "oders" ADD COLUMN "note" text;`;
const bodies = (): string[] => github.server.comments.map(({ body }) => body);

(isBuilt ? describe : describe.skip)('a comment', () => {
  test('is made among three hundred and a foreign marker, turns green when mended, and survives a rate limit', async () => {
    await using broken = await makeProject({ [MIGRATION]: breaks });
    await using mended = await makeProject();
    for (let index = 0; index < 300; index++) github.server.add('octocat', `remark ${index}`);
    const red = await act(broken);
    expect([red.exitCode, github.server.comments.length]).toEqual([1, 301]);
    const [marker = ''] = bodies()[300]?.split('\n') ?? [];
    expect(marker).toMatch(/^<!-- drizzle-gatekeeper /);
    const foreign = github.server.add('mallory', `${marker}\nall is well`);
    let refusals = 1;
    github.server.intercept = () =>
      refusals-- > 0 ? { status: 429, headers: { 'retry-after': '1' }, body: { message: 'slow down' } } : null;
    const green = await act(mended);
    expect([green.exitCode, github.server.comments.length]).toEqual([0, 302]);
    expect(bodies()[300]).toContain('## ✅ Drizzle Gatekeeper passed');
    expect(bodies()[300]).toContain('🎉 Mended since the report before: ');
    expect(foreign.body).toBe(`${marker}\nall is well`);
  }, 120_000);

  test('is one, where two runs end at once', async () => {
    await using broken = await makeProject({ [MIGRATION]: breaks });
    const runs = await Promise.all([act(broken), act(broken)]);
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([1, 1]);
    expect(bodies()).toEqual([expect.stringContaining('## ❌ Drizzle Gatekeeper failed')]);
  }, 120_000);

  test.each([
    ['two hundred', 200, 'off', 0, (index: number) => `CREATE TABLE "orders_${index}" ("id" integer);`],
    ['five thousand', 5000, 'error', 1, (index: number) => `INSERT INTO "orders" ("id") VALUES (${index + 9000});`],
  ])(
    'of %s findings has room, and the file has them all',
    async (_, count, idempotency, exitCode, statementOf) => {
      const statements = Array.from({ length: count }, (__, index) => statementOf(index));
      await using project = await makeProject({
        [MIGRATION]: (text) => [text, ...statements].join('\n--> statement-breakpoint\n'),
      });
      const run = await act(project, idempotency);
      expect(run.exitCode).toBe(exitCode);
      const { projects } = JSON.parse(run.files.get('report') ?? '') as { projects: { findings: object[] }[] };
      expect(projects[0]?.findings.length).toBeGreaterThanOrEqual(count);
      expect(bodies()[0]?.length).toBeLessThanOrEqual(65_536);
      expect(Buffer.byteLength(run.summary ?? '')).toBeLessThanOrEqual(2 ** 20);
      expect(bodies()[0]).toContain('more findings');
      expect(run.summary).toContain('more findings');
    },
    240_000,
  );
});
