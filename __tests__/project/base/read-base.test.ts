import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { newTagsOf } from '../../../src/model/base.js';
import { CannotJudge } from '../../../src/model/cannot-judge.js';
import { readBase } from '../../../src/project/base/read-base.js';
import { readHistory } from '../../../src/project/history/read-history.js';
import { writeFiles } from '../write-files.js';
import { hasGit, makeRepository, type Repository } from './repository.js';

const withGit = hasGit() ? describe : describe.skip;

const shop = (...tags: readonly string[]): Record<string, string> => ({
  'apps/shop/drizzle/meta/_journal.json': JSON.stringify({
    version: '7',
    dialect: 'postgresql',
    entries: tags.map((tag, idx) => ({ idx, version: '7', when: 1_714_986_000_000 + idx, tag, breakpoints: true })),
  }),
  ...Object.fromEntries(tags.map((tag) => [`apps/shop/drizzle/${tag}.sql`, `-- ${tag}\n`])),
});

const read = ({ path }: Repository, ref: string) =>
  readBase(join(path, 'apps/shop/drizzle'), join(path, 'apps/shop'), ref);
const head = ({ path }: Repository) => readHistory(join(path, 'apps/shop/drizzle'), join(path, 'apps/shop'));
const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(CannotJudge);
  return (error as CannotJudge).message;
};
const tagsOf = (history: { entries: readonly { tag: string | null }[] } | null) =>
  history?.entries.map(({ tag }) => tag);

/** main: orders, then invoices; branch: orders, then customers. */
function forked(): Repository {
  const repository = makeRepository();
  repository.commit(shop('0000_orders'));
  repository.git('branch', 'add-customers');
  repository.commit(shop('0000_orders', '0001_invoices'));
  repository.git('checkout', '--quiet', 'add-customers');
  repository.commit(shop('0000_orders', '0001_customers'));
  return repository;
}

withGit('the base branch', () => {
  test('has a history where HEAD left it and one at its tip', async () => {
    using repository = forked();
    const base = await read(repository, 'main');
    expect(tagsOf(base.atMergeBase)).toEqual(['0000_orders']);
    expect(tagsOf(base.atTip)).toEqual(['0000_orders', '0001_invoices']);
    expect(base).toMatchObject({ ref: 'main', mergeBase: repository.git('rev-parse', 'HEAD^') });
    expect(newTagsOf(await head(repository), base)).toEqual(['0001_customers']);
  });

  test('gives texts and paths as the working directory has them', async () => {
    using repository = makeRepository();
    repository.commit({ ...shop('0000_orders'), 'apps/shop/drizzle/0001_odd name\u00fc.sql': 'SELECT 1;\r\n' });
    const { atTip, atMergeBase } = await read(repository, 'HEAD');
    expect(atTip).toEqual(await head(repository));
    expect(atMergeBase).toBe(atTip);
  });

  test('leaves the working directory, the index and HEAD as they are', async () => {
    using repository = forked();
    const state = () => [repository.git('status', '--porcelain'), repository.git('rev-parse', 'HEAD')];
    const before = state();
    await read(repository, 'main');
    expect(state()).toEqual(before);
  });

  test('is found as origin/<name> in a clone that has no branch of that name', async () => {
    using origin = forked();
    using clone = makeRepository('--branch=add-customers', `file://${origin.path}`);
    expect(await read(clone, 'main')).toMatchObject({ ref: 'origin/main' });
  });

  test('is what a pull request was merged with in CI', async () => {
    using repository = forked();
    // GitHub's merge commit: base first, head second.
    repository.git('checkout', '--quiet', '--detach', 'main');
    repository.git('merge', '--quiet', '--strategy=ours', '--no-edit', 'add-customers');
    const base = await read(repository, 'HEAD^1');
    expect(base.mergeBase).toBe(repository.git('rev-parse', 'main'));
  });

  test('may have had no migrations yet, and then all are new', async () => {
    using repository = makeRepository();
    repository.commit({ 'README.md': 'Orders and invoices' });
    repository.git('checkout', '--quiet', '-b', 'start');
    repository.commit(shop('0000_orders'));
    const base = await read(repository, 'main');
    expect(base).toMatchObject({ atMergeBase: null, atTip: null });
    expect(newTagsOf(await head(repository), base)).toEqual(['0000_orders']);
  });

  test('says nothing of what is new where its journal cannot be read', async () => {
    using repository = makeRepository();
    repository.commit({ ...shop('0000_orders'), 'apps/shop/drizzle/meta/_journal.json': '<<<<<<< HEAD' });
    repository.git('checkout', '--quiet', '-b', 'mend');
    repository.commit(shop('0000_orders'));
    expect(newTagsOf(await head(repository), await read(repository, 'main'))).toBeNull();
  });

  test('cannot be compared after the upgrade to 1.0', async () => {
    using repository = makeRepository();
    repository.commit(shop('0000_orders'));
    repository.git('checkout', '--quiet', '-b', 'upgrade');
    repository.commit({
      ...Object.fromEntries(Object.keys(shop('0000_orders')).map((path) => [path, null])),
      'apps/shop/drizzle/20240506090000_orders/migration.sql': '-- 0000_orders\n',
    });
    expect(newTagsOf(await head(repository), await read(repository, 'main'))).toBeNull();
  });

  test('follows links inside the folder and no others', async () => {
    using repository = makeRepository();
    repository.commit(shop('0000_orders', '0001_invoices', '0002_customers'));
    repository.git('rm', '--quiet', '--cached', '-r', '.');
    for (const [name, target] of [
      ['0001_invoices', '0000_orders.sql'],
      ['0002_customers', '/etc/hostname'],
    ] as const) {
      const path = join(repository.path, `apps/shop/drizzle/${name}.sql`);
      execFileSync('rm', [path]);
      symlinkSync(target, path);
    }
    repository.commit({});
    const { atTip } = await read(repository, 'HEAD');
    expect(atTip?.entries.map(({ migration }) => migration?.source.text)).toEqual([
      '-- 0000_orders\n',
      '-- 0000_orders\n',
      undefined,
    ]);
    expect(atTip?.unreadable).toEqual([
      { path: 'drizzle/0002_customers.sql', reason: 'it is a link out of the folder' },
    ]);
  });
});

withGit('a base that cannot be had', () => {
  test('outside of a repository', async () => {
    using folder = writeFiles(shop('0000_orders'));
    const path = join(folder.path, 'apps/shop/drizzle');
    expect(await refusalOf(readBase(path, folder.path, 'main'))).toBe('the migrations are in no git repository');
  });

  test.each(['release', '--output=orders.txt', 'main:README.md', '', 'a b', '../main'])('no ref %p', async (ref) => {
    using repository = forked();
    expect(await refusalOf(read(repository, ref))).toBe(`git knows no branch or commit "${ref}"`);
    expect(repository.git('status', '--porcelain')).toBe('');
  });

  test('in a clone that is too shallow', async () => {
    using origin = forked();
    using clone = makeRepository('--depth=1', '--no-single-branch', '--branch=add-customers', `file://${origin.path}`);
    expect(await refusalOf(read(clone, 'main'))).toBe(
      'the clone is too shallow to reach the commit that HEAD and "origin/main" have in common',
    );
  });

  test('with unrelated histories', async () => {
    using repository = makeRepository();
    repository.commit(shop('0000_orders'));
    repository.git('checkout', '--quiet', '--orphan', 'rewrite');
    repository.commit(shop('0000_orders', '0001_invoices'));
    expect(await refusalOf(read(repository, 'main'))).toBe('HEAD and "main" have no commit in common');
  });
});
