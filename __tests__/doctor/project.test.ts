/** What `doctor` says of machine and project, good and bad, without a database. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { examineNode, OLDEST_NODE } from '../../src/doctor/machine.js';
import { diagnosesOf, type DoctorCheck, type Health } from '../../src/model/diagnosis.js';
import { findBinaries } from '../../src/postgres/servers/find-binaries.js';
import { hasGit, makeRepository } from '../project/base/repository.js';
import { projectFiles } from '../release/shop.js';
import { examineFolder, lineOf, makeProject } from './clinic.js';

const EMBEDDED = ['--postgres', 'embedded'];

test.each([
  ['18.20.4', 'problem'],
  ['20.0.0', 'ok'],
  ['24.1.0', 'ok'],
])('Node.js %s: %s', (version, health) => {
  expect(examineNode(version)).toMatchObject({ health, found: expect.stringContaining(version) });
});

test('the oldest Node.js is that of package.json', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
  expect(engines.node).toBe(`>=${OLDEST_NODE}`);
});

test('a project that has all that it needs, line by line', async () => {
  using folder = makeProject();
  const examination = await examineFolder(folder.path, EMBEDDED);
  expect(examination.projects.map(({ name }) => name)).toEqual(['drizzle.config.ts']);
  const lines = diagnosesOf(examination).map(({ check, health, found }) => `${health} ${check}: ${found}`);
  expect(lines).toEqual([
    `ok node: Node.js ${process.versions.node}`,
    expect.stringMatching(/^ok server: PostgreSQL 18\.\d+, embedded \(part of the gate\)$/),
    'ok config: "drizzle.config.ts" for PostgreSQL, schema in "./schema.ts", migrations in "drizzle", tracker "drizzle.__drizzle_migrations"',
    expect.stringMatching(/^ok drizzle: drizzle-kit 0\.31\.\d+, drizzle-orm 0\.45\.\d+$/),
    'ok history: 1 migration in "drizzle", in the layout of Drizzle 0.x',
    'ok schema: loads, and declares 1 object',
    'skipped base: no base branch was named',
    'skipped database: no deployed database is named in DATABASE_URL',
  ]);
});

const OLD_KIT = {
  'node_modules/drizzle-kit/package.json': JSON.stringify({
    version: '0.20.18',
    dependencies: { 'esbuild-register': '3' },
  }),
  'node_modules/esbuild-register/dist/node.js': 'exports.register = () => {};',
  'node_modules/drizzle-orm/package.json': '{ "version": "0.30.0" }',
  'drizzle.config.ts': null,
  'drizzle.config.json': '{ "dialect": "postgresql", "schema": "./schema.ts", "out": "./drizzle" }',
};

test.each<[DoctorCheck, Health, string, Readonly<Record<string, string | null>>]>([
  ['config', 'problem', 'no drizzle config found', { 'drizzle.config.ts': null }],
  [
    'config',
    'problem',
    '"drizzle.config.ts" is for dialect "mysql"',
    { 'drizzle.config.ts': `export default { dialect: 'mysql' };` },
  ],
  [
    'config',
    'problem',
    'DATABASE_URL is missing',
    { 'drizzle.config.ts': `throw new Error('DATABASE_URL is missing');` },
  ],
  [
    'drizzle',
    'problem',
    'drizzle-kit is not installed, drizzle-orm is not installed',
    { ...OLD_KIT, ...without(OLD_KIT, 'node_modules'), 'node_modules/.keep': '' },
  ],
  [
    'schema',
    'problem',
    'drizzle-kit is not installed',
    { ...OLD_KIT, ...without(OLD_KIT, 'node_modules'), 'node_modules/.keep': '' },
  ],
  ['drizzle', 'ok', 'drizzle-kit 0.20.18, drizzle-orm 0.30.0', OLD_KIT],
  ['schema', 'skipped', 'drizzle-kit 0.20.18 has no programmatic interface', OLD_KIT],
  ['history', 'problem', 'migrations folder "drizzle" cannot be opened', without(projectFiles([]), 'drizzle')],
  [
    'history',
    'problem',
    'no migrations found in "drizzle"',
    { ...without(projectFiles([]), 'drizzle'), 'drizzle/README.md': '' },
  ],
  ['schema', 'problem', 'no schema file matches "./schema.ts"', { 'schema.ts': null }],
  ['schema', 'problem', 'the schema exports no tables', { 'schema.ts': 'export const orders = 1;' }],
  ['schema', 'problem', 'out of orders', { 'schema.ts': `throw new Error('out of orders');` }],
])('%s is %s: %s', async (check, health, found, changes) => {
  using folder = makeProject(changes);
  const line = lineOf(await examineFolder(folder.path, EMBEDDED), check);
  expect(line).toMatchObject({ health, found: expect.stringContaining(found) });
  expect(line.hint === null).toBe(health === 'ok');
});

test('a migrations folder alone has no schema to load', async () => {
  using folder = makeProject();
  const examination = await examineFolder(folder.path, [...EMBEDDED, '--migrations', 'drizzle']);
  expect(lineOf(examination, 'config').found).toMatch(/^no config, migrations in "drizzle"/);
  expect(lineOf(examination, 'schema')).toMatchObject({
    health: 'skipped',
    found: 'only a migrations folder is given',
  });
});

test('several projects have a paragraph each, and one server', async () => {
  using folder = makeProject({
    'billing.config.ts': `export default { dialect: 'postgresql', schema: './schema.ts', out: './billing' };`,
  });
  const { machine, projects } = await examineFolder(folder.path, [...EMBEDDED, '--config', '*.config.ts']);
  expect(machine).toHaveLength(2);
  expect(
    projects.map(({ name, checks }) => [name, checks.filter(({ health }) => health === 'problem').length]),
  ).toEqual([
    ['billing.config.ts', 1],
    ['drizzle.config.ts', 0],
  ]);
});

describe('the server', () => {
  test.each<[flags: string, health: Health, found: RegExp, url: string | null]>([
    ['--postgres local --postgres-version 99', 'problem', /^no PostgreSQL 99 is installed$/, null],
    ['--postgres embedded --postgres-version 15', 'problem', /^the embedded server is PostgreSQL 18, not 15$/, null],
    [
      '',
      'problem',
      /^the server named by GATEKEEPER_POSTGRES_URL cannot be used: .*ECONNREFUSED/,
      'postgres://gate@127.0.0.1:9/shop',
    ],
  ])('with "%s" is a %s', async (flags, health, found, url) => {
    using folder = makeProject();
    const words = flags.split(' ').filter((word) => word !== '');
    const connections = { postgres: url, database: null };
    const line = lineOf(
      await examineFolder(folder.path, ['--migrations', 'drizzle', ...words], { connections }),
      'server',
    );
    expect(line).toMatchObject({ health, found: expect.stringMatching(found) });
  });
});

const testWithout18 = findBinaries(18) === null ? test : test.skip;

testWithout18('the server is named with why those before it did not serve', async () => {
  using folder = makeProject();
  const flags = ['--migrations', 'drizzle', '--postgres-version', '18'];
  expect(lineOf(await examineFolder(folder.path, flags), 'server')).toMatchObject({
    health: 'ok',
    found: expect.stringMatching(/^PostgreSQL 18\.\d+, \w+ \(.+\); passed over: no PostgreSQL 18 is installed/),
  });
});

(hasGit() ? describe : describe.skip)('the base branch', () => {
  test('is there, with what is new since then', async () => {
    using repository = makeRepository();
    repository.commit(projectFiles([]));
    repository.git('checkout', '--quiet', '-b', 'rebates');
    repository.commit(projectFiles(['SELECT 1']));
    const flags = [...EMBEDDED, '--migrations', 'drizzle', '--base', 'main'];
    expect(lineOf(await examineFolder(repository.path, flags), 'base')).toMatchObject({
      health: 'ok',
      found: expect.stringMatching(/^"main", left at [0-9a-f]{7}; new since then: 1$/),
    });
  });

  test('is not there', async () => {
    using repository = makeRepository();
    repository.commit(projectFiles([]));
    const flags = [...EMBEDDED, '--migrations', 'drizzle', '--base', 'release'];
    expect(lineOf(await examineFolder(repository.path, flags), 'base')).toMatchObject({
      health: 'problem',
      found: 'git knows no branch or commit "release"',
      hint: expect.stringContaining('git fetch origin release'),
    });
  });

  test('that the event names is out of reach of a shallow clone', async () => {
    using origin = makeRepository();
    const first = origin.commit(projectFiles([]));
    origin.commit({ 'README.md': 'orders' });
    using clone = makeRepository('--depth=1', `file://${origin.path}`);
    clone.git('remote', 'set-url', 'origin', '/nowhere');
    const impliedBase = { kind: 'implied', commit: first, ref: 'origin/main', pullRequestHead: null } as const;
    const flags = [...EMBEDDED, '--migrations', 'drizzle'];
    const examination = await examineFolder(clone.path, flags, { impliedBase, event: 'push' });
    expect(lineOf(examination, 'base')).toMatchObject({
      health: 'warning',
      found: expect.stringContaining('the clone is too shallow to have origin/main'),
    });
  });

  test('of an event is named with it', async () => {
    using repository = makeRepository();
    const commit = repository.commit(projectFiles([]));
    repository.commit(projectFiles(['SELECT 1']));
    const impliedBase = { kind: 'implied', commit, ref: 'origin/main', pullRequestHead: null } as const;
    const flags = [...EMBEDDED, '--migrations', 'drizzle'];
    const { found } = lineOf(await examineFolder(repository.path, flags, { impliedBase, event: 'push' }), 'base');
    expect(found).toMatch(/^"origin\/main", left at [0-9a-f]{7}; new since then: 1 \(event "push"\)$/);
  });
});

/** Takes away those files of a project that stand in a folder. */
function without(files: Readonly<Record<string, unknown>>, folder: string): Record<string, null> {
  const names = Object.keys(files).filter((name) => name.startsWith(`${folder}/`));
  return Object.fromEntries(names.map((name) => [name, null]));
}
