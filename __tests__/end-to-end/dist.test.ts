/** What users run: the bundles, in a folder without node_modules, started as a shell and as GitHub start them. */
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Verdict } from '../../src/model/verdict.js';
import { GitHubServer } from '../github/github-server.js';
import { runAction, type ActionRun } from './run-action.js';
import { startNode, type Ended } from './start.js';

const isBuilt = existsSync('dist/cli/index.js') && existsSync('dist/action/index.js');
if (!isBuilt) console.warn('skipped: dist is not there, so the bundles are not tested; run "npm run package"');

const GREEN = 'migrations-fixtures/example/green';
const RED = 'migrations-fixtures/example/red';
/** A password that says nothing else, percent-encoded as it must be. */
const SECRET_URL = 'postgres://gate:n3ver%2Fs%40y@127.0.0.1:9/shop';
const SECRET = /n3ver(?:\/|%2F)s(?:@|%40)y/i;

let folder: string;
let dist: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'installed-'));
  dist = join(folder, 'dist');
  if (!isBuilt) return;
  await cp('dist', dist, { recursive: true });
  await cp('docs/findings', join(folder, 'docs/findings'), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function check(args: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const words = args.split(' ').filter((word) => word !== '');
  const variables = { PATH: process.env['PATH'], PGBIN: process.env['PGBIN'], HOME: folder, ...env };
  return startNode(join(dist, 'cli/index.js'), words, { cwd: process.cwd(), env: variables });
}

function act(inputs: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv = {}): Promise<ActionRun> {
  return runAction(join(dist, 'action/index.js'), { workspace: process.cwd(), inputs, env });
}

const describeBuilt = isBuilt ? describe : describe.skip;

describeBuilt('the command line', () => {
  test.each([
    ['--help', 0, /Usage: drizzle-gatekeeper/],
    ['--version', 0, /^\d+\.\d+\.\d+\n$/],
    [`check --postgres embedded --working-directory ${GREEN}`, 0, /\npassed: no findings in 3 migrations/],
    [`check --postgres embedded --working-directory ${RED}`, 1, /\nfailed: \d+ errors/],
    [`check --postgres embedded --working-directory ${RED} --fail-on never`, 0, /\npassed: \d+ errors/],
    [`check --postgres embedded --migrations ${RED}/drizzle`, 1, /\n {2}skipped: declared/],
    [`check --postgres embedded --working-directory ${RED} --format markdown`, 1, /^## ❌ Drizzle Gatekeeper failed: /],
    [
      `check --postgres embedded --working-directory ${RED} --format github`,
      1,
      /^::error file=src\/db\/schema\.ts,line=6,endLine=6,title=drift\//,
    ],
    [`check --postgres embedded --working-directory ${RED} --format sarif`, 1, /"version": "2\.1\.0"/],
    [
      'list --working-directory migrations-fixtures/example',
      0,
      /^green\/drizzle\.config\.ts\nred\/drizzle\.config\.ts\n$/,
    ],
    ['explain drift/differs', 0, /^# The schema declares another form than the migrations build\n/],
    [`doctor --postgres embedded --working-directory ${GREEN}`, 0, /\nok {7}schema {4}loads, and declares 5 objects\n/],
    ['explain', 0, /^allow\/expired {2,}An allow is past its date\n/],
  ])('%s ends with %i', async (args, exitCode, output) => {
    const ended = await check(args);
    expect(ended.stderr).toBe('');
    expect(ended.stdout).toMatch(output);
    expect(ended.exitCode).toBe(exitCode);
  });

  test.each([
    ['', 'no command is given'],
    ['check --confg a.ts', 'unknown flag --confg'],
    ['explain drift/difers', 'there is no finding "drift/difers"'],
    ['check --fail-on errors', '"errors" is no value of --fail-on'],
    ['check --working-directory migrations-fixtures/inputs/none', ''],
    ['check --working-directory no-such-folder', ''],
    ['check --migrations no-such-folder', ''],
    ['check --config no-such-config.ts', ''],
    [`check --working-directory ${GREEN} --bootstrap no-such.sql`, 'bootstrap file "no-such.sql" cannot be read'],
  ])('"%s" cannot be judged: one line, one next step, exit code 2', async (args, message) => {
    const ended = await check(args);
    expect(ended.exitCode).toBe(2);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toMatch(/^error: [^\n]+\n {2}hint: [^\n]+\n$/);
    expect(ended.stderr).toContain(message);
  });

  test('the JSON report is as published', async () => {
    const { stdout } = await check(`check --postgres embedded --working-directory ${RED} --format json`);
    const isReport = new Ajv2020({ allowUnionTypes: true }).compile(
      JSON.parse(await readFile('schema/report.schema.json', 'utf8')) as object,
    );
    const report = JSON.parse(stdout) as Verdict;
    isReport(report);
    expect(isReport.errors ?? []).toEqual([]);
    expect(report.projects[0]?.server?.provider).toBe('embedded');
    expect(report.projects[0]?.findings.map(({ code }) => code)).toContain('drift/missing-migration');
  });

  test('--output writes the report, and nothing is printed', async () => {
    const path = join(folder, 'report.json');
    const ended = await check(`check --postgres embedded --working-directory ${GREEN} --format json --output ${path}`);
    expect([ended.exitCode, ended.stdout]).toEqual([0, '']);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ verdict: 'passed' });
  });

  test('a server that is not there is named without its password', async () => {
    const ended = await check(`check --working-directory ${GREEN}`, { GATEKEEPER_POSTGRES_URL: SECRET_URL });
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toMatch(/^error: /);
    expect(ended.stdout + ended.stderr).not.toMatch(SECRET);
  });
});

describeBuilt('the Action', () => {
  test('a green project passes', async () => {
    const run = await act({ 'working-directory': GREEN, postgres: 'embedded' });
    expect(run.commands).toEqual([]);
    expect(run.exitCode).toBe(0);
    expect(Object.fromEntries(run.outputs)).toMatchObject({ verdict: 'passed', findings: '0', drift: 'false' });
    expect(run.summary).toContain('## ✅ Drizzle Gatekeeper');
  });

  test('a red project fails the step, with annotations from the root of the repository', async () => {
    const run = await act({ 'working-directory': RED, postgres: 'embedded' });
    expect(run.exitCode).toBe(1);
    expect(Object.fromEntries(run.outputs)).toMatchObject({ verdict: 'failed', drift: 'true' });
    const files = run.commands.flatMap(({ properties }) => properties['file'] ?? []);
    expect(files).toContain(`${RED}/drizzle/0003_invoice_payments.sql`);
    for (const file of files) expect(existsSync(resolve(file))).toBe(true);
    expect((JSON.parse(run.files.get('report') ?? '') as Verdict).verdict).toBe('failed');
    expect(JSON.parse(run.files.get('sarif') ?? '')).toMatchObject({ version: '2.1.0' });
  });

  test('a pull request gets a comment', async () => {
    await using server = new GitHubServer();
    const url = await server.listen();
    const run = await runAction(join(dist, 'action/index.js'), {
      workspace: process.cwd(),
      inputs: { 'working-directory': RED, postgres: 'embedded', 'github-token': 'ghs_token' },
      event: { name: 'pull_request', payload: { pull_request: { number: 7, head: { sha: 'fedcba98' } } } },
      env: { GITHUB_API_URL: url, GITHUB_GRAPHQL_URL: `${url}/graphql` },
    });
    expect(run.exitCode).toBe(1);
    expect(server.violations).toEqual([]);
    expect(server.comments.map(({ body }) => body)).toEqual([
      expect.stringContaining(`/blob/fedcba98/${RED}/drizzle/0003_invoice_payments.sql#L`),
    ]);
  });

  test('a list is a matrix for later jobs', async () => {
    const run = await act({ mode: 'list', 'working-directory': 'migrations-fixtures/example' });
    expect([run.exitCode, run.commands]).toEqual([0, []]);
    expect(JSON.parse(run.outputs.get('matrix') ?? '')).toEqual({
      include: [{ config: 'green/drizzle.config.ts' }, { config: 'red/drizzle.config.ts' }],
    });
  });

  test('the report of another run is posted by one with a token', async () => {
    await using server = new GitHubServer();
    const url = await server.listen();
    server.pulls = [{ number: 7, head: { label: 'mallory:invoices', sha: 'fedcba98' } }];
    const report = (await act({ 'working-directory': RED, postgres: 'embedded' })).files.get('report') ?? '';
    const path = join(folder, 'downloaded.json');
    await writeFile(path, report);
    const run = await runAction(join(dist, 'action/index.js'), {
      workspace: process.cwd(),
      inputs: { mode: 'comment', report: path, 'github-token': 'ghs_token' },
      event: {
        name: 'workflow_run',
        payload: {
          repository: { name: 'shop', owner: { login: 'acme' } },
          workflow_run: {
            event: 'pull_request',
            head_branch: 'invoices',
            head_sha: 'fedcba98',
            head_repository: { owner: { login: 'mallory' } },
          },
        },
      },
      env: { GITHUB_API_URL: url, GITHUB_GRAPHQL_URL: `${url}/graphql` },
    });
    expect([run.exitCode, run.commands, server.violations]).toEqual([0, [], []]);
    expect(server.comments).toHaveLength(1);
  });

  test('code of a fork is not run with a token that may write', async () => {
    const event = {
      name: 'pull_request_target',
      payload: {
        repository: { full_name: 'acme/shop' },
        pull_request: { head: { repo: { full_name: 'mallory/shop' } } },
      },
    };
    const inputs = { 'working-directory': GREEN, comment: 'off' };
    const start = { workspace: process.cwd(), event };
    const refused = await runAction(join(dist, 'action/index.js'), { ...start, inputs });
    expect(refused.commands[0]?.data).toContain('code of a fork is not run under "pull_request_target"');
    const judged = await runAction(join(dist, 'action/index.js'), {
      ...start,
      inputs: { ...inputs, migrations: 'drizzle' },
    });
    expect(judged.outputs.get('verdict')).toBe('passed');
  });

  test('the report file has the form that was asked for', async () => {
    const output = join(folder, 'gate.sarif');
    await act({ 'working-directory': GREEN, postgres: 'embedded', format: 'sarif', output });
    expect(JSON.parse(await readFile(output, 'utf8'))).toMatchObject({ version: '2.1.0' });
  });

  test.each([
    [{ 'fail-on': 'errors' }, '"errors" is no value of input "fail-on"'],
    [{ confg: 'a.ts' }, 'unknown input "confg"'],
    [{ 'working-directory': 'migrations-fixtures/inputs/none' }, ''],
  ])('%j cannot be judged', async (inputs, message) => {
    const run = await act(inputs);
    expect(run.exitCode).toBe(1);
    expect(run.commands.map(({ name, data }) => [name, data])).toEqual([['error', expect.stringContaining(message)]]);
    expect(run.outputs.get('verdict')).toBe('not-judged');
    expect(run.summary).toContain('could not judge');
  });

  test('a password is masked, and printed nowhere else', async () => {
    const run = await act({ 'working-directory': GREEN }, { GATEKEEPER_POSTGRES_URL: SECRET_URL });
    const masks = run.commands.filter(({ name }) => name === 'add-mask').map(({ data }) => data);
    expect(masks).toEqual(expect.arrayContaining([SECRET_URL, 'n3ver/s@y', 'n3ver%2Fs%40y']));
    const rest = run.stdout.replace(/^::add-mask::.*$/gm, '');
    expect(`${rest}${run.stderr}${run.summary ?? ''}${[...run.outputs.values()].join('')}`).not.toMatch(SECRET);
    expect(run.exitCode).toBe(1);
  });
});
