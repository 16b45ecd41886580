/** The base branch of a checkout that git cannot get it into, read through GitHub's API. */
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { newTagsOf, type Base } from '../../src/model/base.js';
import { CannotJudge } from '../../src/model/cannot-judge.js';
import type * as Remote from '../../src/github/remote-repository.js';
import { readRemoteBase } from '../../src/project/base/read-remote-base.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { checkout, originWith, shop } from '../project/base/origin.js';
import { hasGit, makeRepository, type Repository } from '../project/base/repository.js';
import { GitHubServer } from './github-server.js';

const withGit = hasGit() ? describe : describe.skip;
const COMMIT = 'a'.repeat(40);

const server = new GitHubServer();
let remoteOf: typeof Remote.remoteOf;

beforeAll(async () => {
  // Read once, when @actions/github is loaded.
  process.env['GITHUB_API_URL'] = await server.listen();
  ({ remoteOf } = await import('../../src/github/remote-repository.js'));
});
afterEach(() => {
  expect(server.violations).toEqual([]);
  Object.assign(server, { hosted: null, intercept: () => null });
  server.log.length = 0;
});
afterAll(async () => {
  delete process.env['GITHUB_API_URL'];
  await server[Symbol.asyncDispose]();
});

interface Run {
  readonly commit: string;
  readonly head: string | null;
  /** GITHUB_SHA. */
  readonly sha?: string;
  readonly limitMs?: number;
}

async function read({ path }: { path: string }, { commit, head, sha = COMMIT, limitMs }: Run): Promise<Base> {
  const run = {
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_SHA: sha,
    GITHUB_WORKSPACE: path,
  };
  const remote = await remoteOf(run, 'ghs_token', limitMs)?.();
  if (remote === undefined) throw new Error('there is no remote repository');
  return readRemoteBase(join(path, 'drizzle'), path, { commit, ref: 'origin/main', pullRequestHead: head }, remote);
}

const refusalOf = (reading: Promise<Base>): Promise<unknown> =>
  reading.then(
    () => 'it was read',
    (error: unknown) => (error instanceof CannotJudge ? `${error.message} | ${error.hint}` : error),
  );
const tagsOf = ({ atMergeBase, atTip }: Base) =>
  [atMergeBase, atTip].map((history) => history?.entries.map(({ tag }) => tag));

/** Without a way to fetch, which is what sends the gate to GitHub. */
function cutOff(clone: Repository): Repository {
  clone.git('remote', 'remove', 'origin');
  return clone;
}

/** As actions/checkout leaves it where it finds no git. */
function unpack(clone: Repository): Repository {
  rmSync(join(clone.path, '.git'), { recursive: true });
  return clone;
}

const migration = (name: string): Record<string, string> => ({ [`drizzle/${name}/migration.sql`]: `-- ${name}\n` });

withGit('a checkout that cannot fetch', () => {
  test("of the pull request's own head learns where it left main", async () => {
    using origin = originWith(3);
    using clone = cutOff(checkout(origin, origin.head));
    server.hosted = origin.repository;
    const base = await read(clone, { commit: origin.main, head: origin.head });
    expect(base).toMatchObject({ ref: 'origin/main', mergeBase: origin.opened });
    expect(tagsOf(base)).toEqual([['0000_orders'], ['0000_orders', '0001_invoices']]);
  });

  test("of GitHub's merge needs no comparison of commits", async () => {
    using origin = originWith();
    using clone = cutOff(checkout(origin, origin.merge));
    server.hosted = origin.repository;
    const base = await read(clone, { commit: origin.opened, head: origin.head });
    expect(base.mergeBase).toBe(origin.main);
    expect(server.log).toEqual(['git/get-tree', 'git/get-tree']);
  });

  test('asks for what differs on disk and for nothing else', async () => {
    using origin = originWith();
    using clone = cutOff(checkout(origin, origin.head));
    server.hosted = origin.repository;
    await read(clone, { commit: origin.main, head: origin.head });
    // Two journals, and the migration that main has and the pull request has not.
    expect(server.log.filter((operation) => operation === 'git/get-blob')).toHaveLength(3);
  });

  test('takes a file for unchanged whose line ends git has changed', async () => {
    using origin = originWith();
    using clone = cutOff(checkout(origin, origin.opened));
    server.hosted = origin.repository;
    writeFileSync(join(clone.path, 'drizzle/0000_orders.sql'), '-- 0000_orders\r\n');
    const base = await read(clone, { commit: origin.opened, head: null });
    expect(server.log).not.toContain('git/get-blob');
    expect(base.atTip?.files.map(({ text }) => text)).toEqual(['-- 0000_orders\n']);
  });

  test('of 1.0 is read folder by folder', async () => {
    using repository = makeRepository();
    const main = repository.commit(migration('20240506090000_orders'));
    const head = repository.commit(migration('20240507090000_invoices'));
    using clone = makeRepository(`file://${repository.path}`);
    server.hosted = repository;
    const base = await read(cutOff(clone), { commit: main, head });
    const history = await readHistory(join(clone.path, 'drizzle'), clone.path);
    expect(newTagsOf(history, base)).toEqual(['20240507090000_invoices']);
  });

  test('may have had no migrations yet', async () => {
    using repository = makeRepository();
    const main = repository.commit({ 'README.md': 'Orders and invoices' });
    const head = repository.commit(shop('0000_orders'));
    server.hosted = repository;
    expect(await read(repository, { commit: main, head })).toMatchObject({ atMergeBase: null, atTip: null });
  });

  test('follows links inside the folder and no others', async () => {
    using repository = makeRepository();
    repository.commit({ ...shop('0000_orders', '0001_invoices', '0002_customers'), 'SECRETS.sql': 'SELECT 1;' });
    for (const [name, target] of [
      ['0001_invoices', '0000_orders.sql'],
      ['0002_customers', '../SECRETS.sql'],
    ] as const) {
      rmSync(join(repository.path, `drizzle/${name}.sql`));
      symlinkSync(target, join(repository.path, `drizzle/${name}.sql`));
    }
    const main = repository.commit({});
    server.hosted = repository;
    const { atTip } = await read(repository, { commit: main, head: null });
    expect(atTip?.files.map(({ text }) => text)).toEqual(['-- 0000_orders\n', '-- 0000_orders\n']);
    expect(atTip?.unreadable).toEqual([
      { path: 'drizzle/0002_customers.sql', reason: 'it is a link out of the folder' },
    ]);
  });
});

withGit('a checkout without git', () => {
  test('is taken for the commit of the run, where the history is that', async () => {
    using origin = originWith();
    using clone = unpack(checkout(origin, origin.merge));
    server.hosted = origin.repository;
    const base = await read(clone, { commit: origin.opened, head: origin.head, sha: origin.merge });
    expect(base.mergeBase).toBe(origin.main);
  });

  test('is not, where the history is another', async () => {
    using origin = originWith();
    using clone = unpack(checkout(origin, origin.head));
    server.hosted = origin.repository;
    const refusal = await refusalOf(read(clone, { commit: origin.opened, head: origin.head, sha: origin.merge }));
    expect(refusal).toMatch(/^the migrations are not those of commit [0-9a-f]{7} \| Install git/);
  });
});

withGit('a base that GitHub does not tell', () => {
  const REMEDY = 'Give actions/checkout fetch-depth: 0, or the token the permission "contents: read".';

  test.each([
    ['it knows neither commit', () => null, /^GitHub answers 404 on /],
    ['the token may not read', () => ({ status: 403, body: {} }), /^GitHub answers 403 on /],
    ['its limit is reached', () => ({ status: 429, headers: { 'retry-after': '3600' }, body: {} }), /answers 429/],
    ['it says nothing', () => 'silence' as const, /^GitHub gives no answer on /],
  ])('as %s', async (_, intercept, message) => {
    using repository = makeRepository();
    repository.commit(shop('0000_orders'));
    server.intercept = intercept;
    const refusal = await refusalOf(read(repository, { commit: COMMIT, head: COMMIT, limitMs: 500 }));
    expect(refusal).toMatch(message);
    expect(refusal).toContain(` | ${REMEDY}`);
  });

  test('as a blob is refused: half a history is none', async () => {
    using origin = originWith();
    using clone = cutOff(checkout(origin, origin.head));
    server.hosted = origin.repository;
    server.intercept = (operation) => (operation === 'git/get-blob' ? { status: 403, body: {} } : null);
    const refusal = await refusalOf(read(clone, { commit: origin.main, head: origin.head }));
    expect(refusal).toMatch(/^GitHub answers 403 on [0-9a-f]{40} /);
  });

  test('as its list is cut off', async () => {
    using repository = makeRepository();
    const main = repository.commit(shop('0000_orders', '0001_invoices'));
    server.hosted = { path: repository.path, longestTree: 3 };
    const refusal = await refusalOf(read(repository, { commit: main, head: null }));
    expect(refusal).toBe(`GitHub lists "drizzle" only in part | ${REMEDY}`);
  });
});

test.each([
  ['outside of GitHub Actions', {}, 'ghs_token'],
  ['without a token', { GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'acme/shop' }, null],
])('%s nothing is asked', (_, environment, token) => {
  const run = { GITHUB_SHA: COMMIT, GITHUB_WORKSPACE: '/orders', ...environment };
  expect(remoteOf(run, token)).toBeNull();
});
