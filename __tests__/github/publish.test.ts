import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { runAction, type ActionRun } from '../end-to-end/run-action.js';
import { HOSTILE_TEXTS } from '../report/hostile-texts.js';
import { EXAMPLES } from '../report/verdicts.js';

const workspace = tmpdir();

function publishExample(name: string, env: NodeJS.ProcessEnv = {}): Promise<ActionRun> {
  return runAction('build/__tests__/github/publish-example.js', { workspace, env, argv: [name, 'packages/shop'] });
}

test('a passed verdict', async () => {
  const run = await publishExample('passed');
  expect(run.exitCode).toBe(0);
  expect(run.commands).toEqual([]);
  expect(Object.fromEntries(run.outputs)).toMatchObject({
    verdict: 'passed',
    findings: '0',
    errors: '0',
    warnings: '0',
    drift: 'false',
  });
  expect(run.summary).toContain('## ✅ Drizzle Gatekeeper passed');
  expect(JSON.parse(run.files.get('report') ?? '')).toEqual(EXAMPLES['passed']?.verdict);
});

test('a failed verdict fails the step, and is told in every place', async () => {
  const run = await publishExample('families');
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain('drizzle/0041_add_invoices.sql:11:65');
  expect(run.commands.map(({ name }) => name)).toEqual([
    ...Array<string>(5).fill('error'),
    ...Array<string>(2).fill('warning'),
    'notice',
    'error',
  ]);
  expect(run.commands[1]?.properties).toEqual({
    title: 'replay/statement-failed',
    file: 'packages/shop/drizzle/0041_add_invoices.sql',
    line: '11',
    endLine: '11',
  });
  expect(run.commands.at(-1)?.data).toBe('Drizzle Gatekeeper failed: 5 errors, 2 warnings, 1 notice');
  expect(Object.fromEntries(run.outputs)).toMatchObject({ verdict: 'failed', errors: '5', drift: 'true' });
  expect(JSON.parse(run.outputs.get('pending') ?? '')).toEqual([
    { project: 'drizzle.config.ts', tag: '0041_add_invoices', statements: 3 },
  ]);
  expect(run.files.get('sarif')).toContain('"uri": "packages/shop/drizzle/0041_add_invoices.sql"');
  expect(run.summary).toContain(
    'https://github.com/acme/shop/blob/0123456789abcdef0123456789abcdef01234567/packages/shop/drizzle/0041_add_invoices.sql#L11',
  );
});

test('what was not compared is no agreement', async () => {
  const run = await publishExample('empty');
  expect(run.outputs.get('drift')).toBe('unknown');
});

test('what could not be judged fails the step with its next step', async () => {
  const run = await publishExample('unknown');
  expect(run.exitCode).toBe(1);
  expect(run.commands).toEqual([
    { name: 'error', properties: {}, data: 'no config was found\nName one by --config.\n::error::and no more' },
  ]);
  expect(run.outputs.get('verdict')).toBe('not-judged');
  expect(run.summary).toContain('could not judge');
});

test.each([
  ['GITHUB_STEP_SUMMARY', 'could not write the job summary'],
  ['GITHUB_OUTPUT', 'could not set the outputs'],
  ['RUNNER_TEMP', 'could not write the report'],
])('without a usable %s the verdict is the same', async (variable, warning) => {
  const run = await publishExample('passed', { [variable]: join(workspace, 'is-not-there', 'file') });
  expect(run.exitCode).toBe(0);
  expect(new Set(run.commands.map(({ name }) => name))).toEqual(new Set(['warning']));
  expect(run.commands[0]?.data).toContain(warning);
});

test('secrets are masked in every spelling, words are not', async () => {
  const run = await publishExample('masked');
  const masked = run.commands.filter(({ name }) => name === 'add-mask').map(({ data }) => data);
  expect(masked).toEqual(
    expect.arrayContaining(['p@ss/wörd', 'p%40ss%2Fw%C3%B6rd', 'postgres://gate:postgres@db/shop']),
  );
  expect(masked).not.toContain('postgres');
});

test.each(
  HOSTILE_TEXTS.map((text, index) => [JSON.stringify(text).slice(0, 60), index]).filter(([text]) => {
    return /::|##|%0A|\\n|\\r/.test(String(text));
  }),
)('%s is obeyed by no runner', async (_, index) => {
  const run = await publishExample(String(index));
  expect(run.exitCode).toBe(1);
  expect(run.commands.map(({ name }) => name)).toEqual(['error', 'error', 'warning', 'error']);
  expect(run.outputs.get('verdict')).toBe('failed');
});
