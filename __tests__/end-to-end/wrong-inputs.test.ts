/** What goes wrong before there is a verdict: exit code 2, one line, a next step. What is wrong in the project: exit 1. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { FileLocation } from '../../src/model/finding.js';
import type { Verdict } from '../../src/model/verdict.js';
import { isBuilt, makeProject, ONE_ERROR, runIn, type Changes, type Toolchain } from './project.js';

const CONFIG = 'drizzle.config.ts';
const SCHEMA = 'src/db/schema.ts';
const JOURNAL = 'drizzle/meta/_journal.json';
const NO_MIGRATIONS = '{ "version": "7", "dialect": "postgresql", "entries": [] }';

const prepend = (code: string) => (text: string) => `${code}\n${text}`;
const replace = (from: string, to: string) => (text: string) => text.replace(from, to);

const conflict = (text: string) =>
  text.replace(/^.*"tag": "0001_invoices".*$/m, '<<<<<<< HEAD\n$&\n=======\n$&\n>>>>>>> invoices');

const describeBuilt = isBuilt ? describe : describe.skip;

async function expectCannotJudge(changes: Changes, args: string, message: string, toolchain?: Toolchain) {
  await using project = await makeProject(changes, toolchain);
  const ended = await runIn(project, args);
  expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
  expect(ended.stderr).toMatch(ONE_ERROR);
  expect(ended.stderr.split('\n')[0]).toBe(`error: ${message}`);
}

describeBuilt('a config that cannot be used', () => {
  test.each<[what: string, changes: Changes, message: string]>([
    ['is not there', { [CONFIG]: null }, 'no drizzle config found'],
    [
      'is there twice',
      { 'drizzle.config.js': 'export default {};' },
      'several drizzle configs found: drizzle.config.ts, drizzle.config.js',
    ],
    [
      'throws, in two lines',
      { [CONFIG]: 'throw new Error("ORDERS_URL is not set\\nsee the manual");' },
      '"drizzle.config.ts" throws: ORDERS_URL is not set (drizzle.config.ts:1)',
    ],
    [
      'is cut short',
      { [CONFIG]: 'export default {' },
      '"drizzle.config.ts" has a syntax error: Expected identifier but found end of file (drizzle.config.ts:1)',
    ],
    ['is empty', { [CONFIG]: '' }, '"drizzle.config.ts" has no "dialect"'],
    [
      'is for MySQL',
      { [CONFIG]: replace('postgresql', 'mysql') },
      '"drizzle.config.ts" is for dialect "mysql"; only PostgreSQL can be judged',
    ],
    [
      'has another "out"',
      { [CONFIG]: replace('./drizzle', './migrations') },
      'migrations folder "migrations" cannot be opened',
    ],
    [
      'names a file as "out"',
      { [CONFIG]: replace("'./drizzle'", "'./src/db/schema.ts'") },
      '"src/db/schema.ts" is a file',
    ],
    [
      'names a schema that is not there',
      { [SCHEMA]: null },
      'no schema file matches "./src/db/schema.ts" of "drizzle.config.ts"',
    ],
  ])('%s', (_, changes, message) => expectCannotJudge(changes, 'check', message));
});

describeBuilt('a schema that cannot be used', () => {
  test.each<[what: string, code: (text: string) => string, args: string, message: string]>([
    [
      'throws',
      prepend('throw new Error("STRIPE_KEY is not set");'),
      '',
      '"src/db/schema.ts" throws: STRIPE_KEY is not set (src/db/schema.ts:1)',
    ],
    [
      'imports what is not installed',
      prepend('import "order-numbers";'),
      '',
      '"src/db/schema.ts" imports "order-numbers", which is not found (src/db/schema.ts:1)',
    ],
    [
      'imports a file that is not there',
      prepend('import "./env";'),
      '',
      '"src/db/schema.ts" imports "./env", which is not found (src/db/schema.ts:1)',
    ],
    [
      'has a syntax error',
      prepend('export const = 1;'),
      '',
      '"src/db/schema.ts" has a syntax error: Expected identifier but found "=" (src/db/schema.ts:1)',
    ],
    [
      'has no tables',
      () => 'export const currency = "EUR";',
      '',
      'the schema exports no tables (./src/db/schema.ts of "drizzle.config.ts")',
    ],
    ['never ends', prepend('for (;;);'), '--timeout 5', 'loading "./src/db/schema.ts" took longer than 5 s'],
  ])('%s', (_, code, args, message) => expectCannotJudge({ [SCHEMA]: code }, `check ${args}`, message));
});

describeBuilt('packages that cannot be used', () => {
  test.each<[what: string, toolchain: Toolchain, message: string]>([
    ['no drizzle-kit', { kit: null, orm: '.' }, '"drizzle.config.ts" cannot be loaded: drizzle-kit is not installed'],
    [
      'no drizzle-orm',
      { kit: '.', orm: null },
      '"src/db/schema.ts" imports "drizzle-orm", which is not found (src/db/schema.ts:1)',
    ],
    [
      'a pair that does not match',
      { kit: '.', orm: 'migrations-fixtures/lines/kit-0.24' },
      'drizzle-kit 0.31.11 does not work with drizzle-orm 0.33.0',
    ],
  ])('%s', (_, toolchain, message) => expectCannotJudge({}, 'check', message, toolchain));
});

describeBuilt('a history that is not there', () => {
  test.each<[what: string, changes: Changes, args: string, message: string]>([
    ['no folder', { drizzle: null }, '', 'migrations folder "drizzle" cannot be opened'],
    ['an empty folder', { drizzle: null, 'drizzle/.gitkeep': '' }, '', 'no migrations found in "drizzle"'],
    ['an empty journal', { drizzle: null, [JOURNAL]: NO_MIGRATIONS }, '', 'no migrations found in "drizzle"'],
    [
      'SQL files without a journal',
      { 'drizzle/meta': null },
      '',
      '"drizzle" has SQL files, but neither "meta/_journal.json" nor a folder with "migration.sql"',
    ],
    [
      'a history of SQLite',
      { [JOURNAL]: replace('"postgresql"', '"sqlite"') },
      '--migrations drizzle',
      '"drizzle" is a history of dialect "sqlite"',
    ],
  ])('%s', (_, changes, args, message) => expectCannotJudge(changes, `check ${args}`, message));
});

describeBuilt('arguments that cannot be used', () => {
  test.each<[args: string, message: string]>([
    ['chek', 'unknown command "chek"'],
    ['check --fomat json', 'unknown flag --fomat'],
    ['check drizzle', 'unexpected argument "drizzle"'],
    ['check --format xml', '"xml" is no value of --format'],
    ['check --timeout 0', '"0" is no value of --timeout'],
    ['check --timeout', '--timeout has no value'],
    ['check --config drizzle.config.ts --migrations drizzle', 'both --config and --migrations are given'],
    ['check --config src', 'config file "src" is a folder'],
    ['check --config nowhere.ts', 'no config file matches "nowhere.ts"'],
    ['check --working-directory nowhere', 'working directory "nowhere" is no folder'],
    ['check --scope new --migrations drizzle', 'which migrations are new is not known'],
    ['check --bootstrap nowhere.sql', 'bootstrap file "nowhere.sql" cannot be read'],
    ['check --database-url-env NOWHERE', 'environment variable "NOWHERE" is not set'],
    [
      'check --migrations drizzle --postgres embedded --output nowhere/report.json --format json',
      'report file "nowhere/report.json" cannot be written',
    ],
  ])('%s', (args, message) => expectCannotJudge({}, args, message));
});

describeBuilt('gatekeeper.json', () => {
  test.each<[text: string, message: string]>([
    ['{ "allow": [', '"gatekeeper.json" is no JSON: it ends where a value is expected'],
    [
      '<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> orders\n',
      '"gatekeeper.json" is no JSON: it holds merge conflict markers',
    ],
    ['\uFEFF{}', '"gatekeeper.json" is no JSON: it starts with a byte order mark'],
    ['[]', '"gatekeeper.json" is of an unknown form'],
    ['{ "alow": [] }', '"gatekeeper.json" is of an unknown form'],
    ['{ "allow": [{ "code": 1 }] }', '"gatekeeper.json" is of an unknown form'],
    ['{ "allow": [{ "code": "history/missing-tag", "until": "soon" }] }', '"gatekeeper.json" is of an unknown form'],
  ])('%j', (text, message) => expectCannotJudge({ 'gatekeeper.json': text }, 'check --migrations drizzle', message));

  test('as a folder', async () => {
    await using project = await makeProject();
    mkdirSync(join(project.path, 'gatekeeper.json'));
    const ended = await runIn(project, 'check --migrations drizzle');
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toMatch(ONE_ERROR);
    expect(ended.stderr).toContain('"gatekeeper.json" cannot be read');
  });
});

describeBuilt('bootstrap SQL that fails', () => {
  test.each<[sql: string, message: string]>([
    [
      'CREATE SCHEMA auth;\nCREATE TABLE auth.users (\n  plan billing.plan\n);\n',
      'bootstrap file "platform.sql" fails at line 3, "plan billing.plan": schema "billing" does not exist (3F000)',
    ],
    [
      'CREATE SCHEMA auth;\nCREAT TABLE auth.users;\n',
      'bootstrap file "platform.sql" fails at line 2, "CREAT TABLE auth.users;": syntax error at or near "CREAT" (42601)',
    ],
  ])('%j', (sql, message) => {
    const args = 'check --migrations drizzle --postgres embedded --bootstrap platform.sql';
    return expectCannotJudge({ 'platform.sql': sql }, args, message);
  });
});

/** Checks that still ran to their end where the journal cannot be read at all, and where it can. */
const AROUND_JOURNAL = ['history', 'idempotency'];
const ALL = ['history', 'replay', 'fresh-install', 'second-run', 'declared', 'recorded', 'idempotency'];

describeBuilt('what is broken in the project is a finding with its place, and the rest is judged', () => {
  test.each<[what: string, file: string, change: string | ((text: string) => string), line: number, judged: string[]]>([
    ['a journal with conflict markers', JOURNAL, conflict, 16, AROUND_JOURNAL],
    ['a journal that is cut short', JOURNAL, (text) => text.slice(0, 300), 16, AROUND_JOURNAL],
    ['a journal that is empty', JOURNAL, '', 1, AROUND_JOURNAL],
    ['a journal with a byte order mark', JOURNAL, (text) => `\uFEFF${text}`, 1, ALL],
    ['a snapshot that is no JSON', 'drizzle/meta/0001_snapshot.json', '{\n  "id":\n}\n', 3, ALL],
    [
      'the latest snapshot with conflict markers',
      'drizzle/meta/0002_snapshot.json',
      (text) => `<<<<<<< HEAD\n${text}`,
      1,
      ALL.filter((id) => id !== 'recorded'),
    ],
  ])('%s', async (_, file, change, line, judged) => {
    await using project = await makeProject({ [file]: change });
    const ended = await runIn(project, 'check --postgres embedded --format json');
    expect(ended).toMatchObject({ exitCode: 1, stderr: '' });
    const [verdict] = (JSON.parse(ended.stdout) as Verdict).projects;
    const code = file === JOURNAL ? 'history/journal-unreadable' : 'history/snapshot-unreadable';
    expect(verdict?.findings.map((finding) => [finding.code, place(finding.location as FileLocation)])).toEqual([
      [code, `${file}:${line}`],
    ]);
    const finished = verdict?.checks.filter(({ status, reason }) => status !== 'skipped' && reason === null);
    expect(finished?.map(({ id }) => id).sort()).toEqual(judged.toSorted());
  });

  test('an entry without its file', async () => {
    await using project = await makeProject({ 'drizzle/0001_invoices.sql': null });
    const ended = await runIn(project, 'check --postgres embedded --format json');
    const [verdict] = (JSON.parse(ended.stdout) as Verdict).projects;
    expect(ended.exitCode).toBe(1);
    expect(verdict?.findings.map(({ code }) => code)).toEqual(['history/missing-file']);
    expect(verdict?.checks.find(({ id }) => id === 'replay')).toMatchObject({
      status: 'failed',
      reason: '"0001_invoices" has no file that can be read',
    });
  });
});

function place({ file, line }: FileLocation): string {
  return `${file}:${line}`;
}
