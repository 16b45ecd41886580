/** The Action on a checkout that git cannot get the base branch into. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { ProjectVerdict, Verdict } from '../../src/model/verdict.js';
import { runAction } from '../end-to-end/run-action.js';
import { checkout, originWith, type Origin } from '../project/base/origin.js';
import { hasGit, type Repository } from '../project/base/repository.js';
import { serveEachTest } from './serve-each-test.js';

const github = serveEachTest();

/** What the report says of the project; the event is a pull request of this origin. */
async function judge(clone: Repository, origin: Origin, token = 'ghs_token'): Promise<ProjectVerdict> {
  const pullRequest = { number: 7, base: { sha: origin.main, ref: 'main' }, head: { sha: origin.head } };
  const { files, stdout } = await runAction('build/__tests__/github/act.js', {
    workspace: clone.path,
    argv: ['build/src'],
    inputs: { migrations: 'drizzle', postgres: 'embedded', 'github-token': token, comment: 'off', suggestions: 'off' },
    event: { name: 'pull_request', payload: { pull_request: pullRequest } },
    env: { GITHUB_API_URL: github.url, GITHUB_SHA: origin.merge },
  });
  const report = files.get('report');
  if (report === undefined) throw new Error(`there is no report:\n${stdout}`);
  const [project] = (JSON.parse(report) as Verdict).projects;
  if (project === undefined) throw new Error('no project was judged');
  return project;
}

const upgradeOf = ({ checks }: ProjectVerdict) => checks.find(({ id }) => id === 'upgrade');

(hasGit() ? describe : describe.skip)('the Action', () => {
  test('says with the API what it says with all of the history', async () => {
    using origin = originWith();
    using whole = checkout(origin, origin.head);
    using cut = checkout(origin, origin.head);
    cut.git('remote', 'remove', 'origin');
    github.server.hosted = origin.repository;
    const [byGit, byApi] = [await judge(whole, origin), await judge(cut, origin)];
    expect(github.server.log).toContain('repos/compare-commits-with-basehead');
    expect(byGit).toMatchObject({ base: 'origin/main', newEntries: ['0001_customers'] });
    expect({ ...byApi, timings: null }).toEqual({ ...byGit, timings: null });
  }, 60_000);

  test('needs no git at all', async () => {
    using origin = originWith();
    using clone = checkout(origin, origin.merge);
    rmSync(join(clone.path, '.git'), { recursive: true });
    github.server.hosted = origin.repository;
    expect(await judge(clone, origin)).toMatchObject({ base: 'origin/main', newEntries: [] });
  }, 60_000);

  test.each([
    [
      'without a token',
      '',
      /^the clone is too shallow to have origin\/main.* \(Give actions\/checkout fetch-depth: 0\.\)$/,
    ],
    [
      'with a token that may not read',
      'ghs_token',
      /^the clone is too shallow.*, and GitHub answers 404 on .* \(Give actions\/checkout fetch-depth: 0, or the token the permission "contents: read"\.\)$/,
    ],
  ])(
    'names what it skips %s',
    async (_, token, reason) => {
      using origin = originWith();
      using clone = checkout(origin, origin.head);
      clone.git('remote', 'remove', 'origin');
      const project = await judge(clone, origin, token);
      expect(project).toMatchObject({ base: null, newEntries: null });
      expect(upgradeOf(project)).toEqual({ id: 'upgrade', status: 'skipped', reason: expect.stringMatching(reason) });
      expect(github.server.log).toHaveLength(token === '' ? 0 : 1);
    },
    60_000,
  );
});
