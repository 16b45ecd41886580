/** `status` over databases of an embedded server, from arguments to what is printed. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { playDeployed } from '../../scripts/play-deployed.js';
import { failureOf, status } from '../../src/commands/status.js';
import { parseArguments } from '../../src/inputs/arguments.js';
import { CannotJudge } from '../../src/model/cannot-judge.js';
import type { Environment } from '../../src/model/status.js';
import { renderStatusJson } from '../../src/report/status/json.js';
import { renderStatusMarkdown } from '../../src/report/status/markdown.js';
import { renderStatusPretty } from '../../src/report/status/pretty.js';

const FOLDER = 'migrations-fixtures/tracker/skipped-entry/bad';

const databaseOf = (fixture: string): string => readFileSync(`migrations-fixtures/${fixture}/database.sql`, 'utf8');

type Played = Awaited<ReturnType<typeof playDeployed>>;

let production: Played;
let staging: Played;
beforeAll(async () => {
  production = await playDeployed(databaseOf('tracker/skipped-entry/bad'));
  staging = await playDeployed(databaseOf('drift/deployed-differs/bad'));
});
afterAll(async () => {
  await production[Symbol.asyncDispose]();
  await staging[Symbol.asyncDispose]();
});

async function run(
  args: string,
  environment: NodeJS.ProcessEnv = { PROD_URL: production.url, STAGING_URL: staging.url },
) {
  const place = ['--working-directory', FOLDER, '--migrations', 'drizzle', '--postgres', 'embedded'];
  const invocation = parseArguments(['status', ...place, ...args.split(' ').filter((each) => each !== '')]);
  if (invocation.command !== 'status') throw new Error('the arguments ask for no status');
  const surroundings = {
    connections: { postgres: null, database: null },
    impliedBase: { kind: 'none' as const, reason: 'a status has none' },
    distrust: null,
  };
  const { options } = invocation;
  const { environments, sources } = await status(options, surroundings, environment);
  return { environments, sources, failure: failureOf(environments, options) };
}

const BOTH = '--env production=PROD_URL --env staging=STAGING_URL';
const codesOf = ({ status: { findings } }: Environment) => findings.map(({ code }) => code);
const statesOf = ({ status: { entries } }: Environment) => entries.map(({ state }) => state);

describe('two environments', () => {
  test('stand side by side, entry by entry', async () => {
    const { environments, sources, failure } = await run(BOTH);
    expect(environments.map(({ status: { name } }) => name)).toEqual(['production', 'staging']);
    expect(environments.map(statesOf)).toEqual([
      ['applied', 'applied', 'skipped', 'applied'],
      ['applied', 'applied', 'applied', 'pending'],
    ]);
    expect(environments.map(codesOf)).toEqual([['tracker/skipped-entry'], []]);
    expect(failure).toBe('1 findings at or above the threshold');
    const text = renderStatusPretty(environments, sources, { color: false, width: 100 });
    expect(text.split('\n').slice(0, 7)).toEqual([
      '                      production  staging',
      '  0000_orders         applied     applied',
      '  0001_invoices       applied     applied',
      '≠ 0002_invoice_total  skipped     applied',
      '≠ 0003_order_note     applied     pending',
      '',
      'they differ in 2 entries',
    ]);
    expect(text).toContain(
      'its schema was not compared with what its applied migrations build: not asked for: --compare',
    );
    const markdown = renderStatusMarkdown(environments, sources);
    expect(markdown).toContain('| migration | production | staging |');
    expect(markdown).toContain('⚠️ skipped | ✅ applied |');
  });

  test('are JSON as published', async () => {
    const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
    ajv.addSchema(JSON.parse(readFileSync('schema/report.schema.json', 'utf8')) as object);
    const isStatus = ajv.compile(JSON.parse(readFileSync('schema/status.schema.json', 'utf8')) as object);
    const report = JSON.parse(renderStatusJson((await run(BOTH)).environments)) as { environments: unknown[] };
    isStatus(report);
    expect(isStatus.errors ?? []).toEqual([]);
    expect(isStatus({ ...report, extra: 1 })).toBe(false);
    expect(report).toMatchObject({
      environments: [{ next: [], differences: null }, { next: ['0003_order_note'] }],
      differing: [
        { tag: '0002_invoice_total', states: ['skipped', 'applied'] },
        { tag: '0003_order_note', states: ['applied', 'pending'] },
      ],
    });
    expect(report.environments[1]).toMatchObject({
      tracker: { schema: 'drizzle', table: '__drizzle_migrations', line: '0.x', mark: 1_715_175_769_684 },
      entries: [{ tag: '0000_orders', state: 'applied', createdAt: 1_714_986_000_000 }, {}, {}, { createdAt: null }],
      orphans: [],
    });
  });

  test('are compared with what their applied entries build, where that is asked for', async () => {
    const { environments } = await run(`${BOTH} --compare`);
    expect(environments.map(codesOf)).toEqual([['tracker/skipped-entry'], ['drift/deployed-differs']]);
    expect(environments.map(({ differences }) => differences)).toEqual([
      { status: 'gathered', value: 0 },
      { status: 'gathered', value: 1 },
    ]);
    expect(JSON.parse(renderStatusJson(environments))).toMatchObject({
      environments: [{ differences: 0 }, { differences: 1 }],
    });
  });
});

test.each([
  ['', null],
  [' --fail-on-pending', 'migrations are pending'],
])('something is pending, and the flag is "%s"', async (flag, failure) => {
  expect((await run(`--env staging=STAGING_URL${flag}`)).failure).toBe(failure);
});

test.each([
  ['', {}, 'no deployed database is named'],
  ['--env production', {}, '"production" names no environment'],
  ['--env production=PROD_URL', {}, 'environment variable "PROD_URL" is not set'],
  [
    '--env production=PROD_URL',
    { PROD_URL: 'postgres://x:hunter2@127.0.0.1:1/shop' },
    /named by PROD_URL cannot be reached/,
  ],
])('"%s" with %j cannot be judged', async (args, environment, message) => {
  const running = run(args, environment);
  await expect(running).rejects.toThrow(CannotJudge);
  await expect(running).rejects.toThrow(message);
  await expect(running).rejects.not.toThrow('hunter2');
});

test('what is applied everywhere takes one row', () => {
  const entries = Array.from({ length: 9 }, (_, at) => ({
    tag: `000${at}_orders`,
    state: at === 6 ? ('pending' as const) : ('applied' as const),
    createdAt: null,
  }));
  const tracker = { schema: 'drizzle', table: '__drizzle_migrations', line: '0.x' as const, mark: 1 };
  const shop: Environment = {
    status: { name: 'shop', server: '18.6', tracker, entries, orphans: [], findings: [] },
    next: ['0006_orders'],
    differences: { status: 'skipped', reason: 'not asked for' },
  };
  const text = renderStatusPretty([shop], new Map(), { color: false, width: 100 });
  expect(
    text
      .split('\n')
      .slice(1, 5)
      .map((line) => line.trim().replace(/ +/g, ' ')),
  ).toEqual([
    '0000_orders … 0005_orders (6 entries) applied',
    '0006_orders pending',
    '0007_orders applied',
    '0008_orders applied',
  ]);
});
