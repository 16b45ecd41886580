/** Checkouts as actions/checkout leaves them: one commit, detached, of a pull request GitHub's merge commit. */
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Base } from '../../../src/model/base.js';
import { CannotJudge } from '../../../src/model/cannot-judge.js';
import { readImpliedBase } from '../../../src/project/base/read-implied-base.js';
import { hasGit, makeRepository, type Repository } from './repository.js';

const withGit = hasGit() ? describe : describe.skip;

const shop = (...tags: readonly string[]): Record<string, string> => ({
  'drizzle/meta/_journal.json': JSON.stringify({
    version: '7',
    dialect: 'postgresql',
    entries: tags.map((tag, idx) => ({ idx, version: '7', when: 1_714_986_000_000 + idx, tag, breakpoints: true })),
  }),
  ...Object.fromEntries(tags.map((tag) => [`drizzle/${tag}.sql`, `-- ${tag}\n`])),
});

interface Origin extends Disposable {
  readonly repository: Repository;
  /** Tip of main when the pull request was opened, tip of main now, head of the pull request, GitHub's merge. */
  readonly opened: string;
  readonly main: string;
  readonly head: string;
  readonly merge: string;
}

/** main went on by an entry after the pull request was opened; `commits`: how many both sides have gone since. */
function originWith(commits = 1): Origin {
  const repository = makeRepository();
  // As GitHub does.
  repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const opened = repository.commit(shop('0000_orders'));
  // Commits of one parent, content and second would be one commit.
  const advance = (branch: string): void => {
    for (let each = 1; each < commits; each++) repository.commit({ 'NOTES.md': `${branch} ${each}` });
  };
  repository.git('checkout', '--quiet', '-b', 'add-customers');
  advance('add-customers');
  const head = repository.commit(shop('0000_orders', '0001_customers'));
  repository.git('checkout', '--quiet', 'main');
  advance('main');
  const main = repository.commit(shop('0000_orders', '0001_invoices'));
  repository.git('checkout', '--quiet', '--detach', 'main');
  repository.git('merge', '--quiet', '--strategy=ours', '--no-edit', 'add-customers');
  const merge = repository.git('rev-parse', 'HEAD');
  repository.git('update-ref', 'refs/pull/7/merge', merge);
  return { repository, opened, main, head, merge, [Symbol.dispose]: () => repository[Symbol.dispose]() };
}

/** As actions/checkout does it by default. */
function checkout(origin: Origin, commit: string): Repository {
  const repository = makeRepository();
  repository.git('remote', 'add', 'origin', `file://${origin.repository.path}`);
  repository.git('fetch', '--quiet', '--no-tags', '--depth=1', 'origin', commit);
  repository.git('checkout', '--quiet', '--detach', commit);
  return repository;
}

const read = ({ path }: Repository, commit: string, pullRequestHead: string | null) =>
  readImpliedBase(join(path, 'drizzle'), path, { commit, ref: 'origin/main', pullRequestHead });
const tagsOf = ({ atMergeBase, atTip }: Base) =>
  [atMergeBase, atTip].map((history) => history?.entries.map(({ tag }) => tag));

withGit('a checkout of one commit', () => {
  test("of GitHub's merge has the base as it was merged, not as the event knew it", async () => {
    using origin = originWith();
    using clone = checkout(origin, origin.merge);
    const base = await read(clone, origin.opened, origin.head);
    expect(base).toMatchObject({ ref: 'origin/main', mergeBase: origin.main });
    expect(tagsOf(base)).toEqual([
      ['0000_orders', '0001_invoices'],
      ['0000_orders', '0001_invoices'],
    ]);
  });

  test('of a push or a merge group has the commit before', async () => {
    using origin = originWith();
    using clone = checkout(origin, origin.main);
    const base = await read(clone, origin.opened, null);
    expect(tagsOf(base)).toEqual([['0000_orders'], ['0000_orders']]);
  });

  test.each([1, 50])("of the pull request's own head finds where it left main, %i commits ago", async (commits) => {
    using origin = originWith(commits);
    using clone = checkout(origin, origin.head);
    const base = await read(clone, origin.main, origin.head);
    expect(base.mergeBase).toBe(origin.opened);
    expect(tagsOf(base)).toEqual([['0000_orders'], ['0000_orders', '0001_invoices']]);
  });

  test('leaves HEAD and the working directory as they are', async () => {
    using origin = originWith();
    using clone = checkout(origin, origin.merge);
    await read(clone, origin.opened, origin.head);
    expect([clone.git('rev-parse', 'HEAD'), clone.git('status', '--porcelain')]).toEqual([origin.merge, '']);
  });

  test('without a way to fetch more tells how to check out more', async () => {
    using origin = originWith();
    using clone = checkout(origin, origin.merge);
    clone.git('remote', 'remove', 'origin');
    const error = await read(clone, origin.opened, origin.head).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CannotJudge);
    expect((error as CannotJudge).hint).toBe('Give actions/checkout fetch-depth: 0.');
  });
});
