import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { check } from '../../src/commands/check.js';
import { restrict } from '../../src/commands/restrict.js';
import { parseArguments } from '../../src/inputs/arguments.js';
import type { Options } from '../../src/inputs/table.js';
import { hasGit, makeRepository } from '../project/base/repository.js';
import { writeFiles } from '../project/write-files.js';

const DISTRUST = 'code of a fork is not run under "pull_request_target"';
const MIGRATIONS = {
  'drizzle.config.ts': 'throw new Error("code of a fork was run")',
  'drizzle/meta/_journal.json': JSON.stringify({
    version: '7',
    dialect: 'postgresql',
    entries: [{ idx: 0, version: '7', when: 1714900000000, tag: '0000_orders', breakpoints: true }],
  }),
  'drizzle/0000_orders.sql': 'CREATE TABLE "orders" ("id" serial PRIMARY KEY);',
};

function optionsOf(flags: string): Options {
  const invocation = parseArguments(['check', ...flags.split(' ').filter((word) => word !== '')]);
  if (!('options' in invocation)) throw new Error('the arguments ask for no check');
  return invocation.options;
}

test('a run that is trusted keeps its options', async () => {
  const options = optionsOf('--postgres local');
  expect(await restrict(options, null, '.')).toBe(options);
});

test.each([
  ['', 'config cannot be evaluated'],
  ['--config drizzle.config.ts', 'config cannot be evaluated'],
  ['--migrations drizzle --postgres local', 'on no server but the embedded one'],
  ['--migrations drizzle --postgres-image postgres:16', 'on no server but the embedded one'],
])('"%s" asks for more than a fork gets', async (flags, message) => {
  await expect(restrict(optionsOf(flags), DISTRUST, '.')).rejects.toThrow(message);
});

describe('a link out of the checkout is not read', () => {
  test.each([
    ['drizzle/0001_secrets.sql', '/etc/passwd', '--migrations drizzle'],
    ['drizzle/meta/0000_snapshot.json', '/etc/passwd', '--migrations drizzle'],
    ['elsewhere', '/etc', '--migrations elsewhere'],
    ['gatekeeper.json', '/etc/passwd', '--migrations drizzle'],
    ['platform.sql', '/etc/passwd', '--migrations drizzle --bootstrap platform.sql'],
  ])('%s', async (link, target, flags) => {
    using folder = writeFiles(MIGRATIONS);
    await symlink(target, join(folder.path, link));
    await expect(restrict(optionsOf(flags), DISTRUST, folder.path)).rejects.toThrow(`"${link}" is a symbolic link`);
  });
});

test('history, replay and idempotency are judged on the embedded server, without the code of the project', async () => {
  using folder = writeFiles(MIGRATIONS);
  const options = optionsOf(`--working-directory ${folder.path} --migrations drizzle`);
  const connections = { postgres: 'postgres://gate:secret@127.0.0.1:9/shop', database: null };
  const impliedBase = { kind: 'none', reason: 'no base branch was named' } as const;
  const { verdict } = await check(options, { connections, impliedBase, distrust: DISTRUST });
  const [project] = verdict.projects;
  expect(project?.server?.provider).toBe('embedded');
  expect(project?.checks.find(({ id }) => id === 'declared')?.reason).toBe(DISTRUST);
  const statuses = Object.fromEntries(project?.checks.map(({ id, status }) => [id, status]) ?? []);
  expect(statuses).toMatchObject({ replay: 'passed', idempotency: 'passed', declared: 'skipped' });
  // The only snapshot is missing.
  expect(project?.findings.map(({ code }) => code)).toContain('history/missing-snapshot');
});

function allowFile(...codes: readonly string[]): string {
  return JSON.stringify({ allow: codes.map((code) => ({ code, migration: '0000_orders', reason: 'as agreed' })) });
}

(hasGit() ? test : test.skip)(
  'allows count where the base branch has them, and are named where it has not',
  async () => {
    using repository = makeRepository();
    repository.commit({ ...MIGRATIONS, 'gatekeeper.json': allowFile('history/missing-snapshot') });
    const options = optionsOf(`--working-directory ${repository.path} --migrations drizzle --scope all`);
    const judgeFork = async () => {
      const impliedBase = { kind: 'none', reason: 'no base branch was named' } as const;
      const connections = { postgres: null, database: null };
      const { verdict } = await check({ ...options, base: 'main' }, { connections, impliedBase, distrust: DISTRUST });
      const { findings = [], allowed = [] } = verdict.projects[0] ?? {};
      return { findings: findings.map(({ code }) => code), allowed: allowed.map(({ code }) => code) };
    };
    repository.git('checkout', '-q', '-b', 'fork');
    expect(await judgeFork()).toMatchObject({ allowed: ['history/missing-snapshot'] });

    repository.commit({ 'gatekeeper.json': allowFile('history/missing-snapshot', 'idempotency/create-table') });
    const { findings, allowed } = await judgeFork();
    expect(allowed).toEqual([]);
    expect(findings).toEqual(
      expect.arrayContaining(['history/missing-snapshot', 'idempotency/create-table', 'allow/from-fork']),
    );
  },
  60_000,
);
