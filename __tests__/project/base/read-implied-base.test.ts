/** Checkouts as actions/checkout leaves them: one commit, detached, of a pull request GitHub's merge commit. */
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Base } from '../../../src/model/base.js';
import { CannotJudge } from '../../../src/model/cannot-judge.js';
import { readImpliedBase } from '../../../src/project/base/read-implied-base.js';
import { checkout, originWith } from './origin.js';
import { hasGit, type Repository } from './repository.js';

const withGit = hasGit() ? describe : describe.skip;

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
