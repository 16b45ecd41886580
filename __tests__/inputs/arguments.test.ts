import { expect, test } from '@jest/globals';
import { parseArguments } from '../../src/inputs/arguments.js';
import { INPUTS } from '../../src/inputs/table.js';
import { CannotJudge } from '../../src/model/cannot-judge.js';

const defaults = {
  config: [],
  migrations: null,
  workingDirectory: '.',
  base: null,
  scope: null,
  idempotency: 'warning',
  failOn: 'error',
  postgres: 'auto',
  postgresVersion: null,
  postgresImage: null,
  platform: null,
  bootstrap: [],
  timeout: 60,
  databaseUrlEnv: null,
  expectDatabase: null,
  accept: [],
  transaction: 'shared',
  expectHistory: null,
  plan: null,
  lockWait: 60,
  lockTimeout: 5,
  statementTimeout: null,
  backup: null,
  backupDir: null,
  backupCommand: null,
  rollback: null,
  format: 'pretty',
  output: null,
  comment: 'on',
  suggestions: 'on',
  reconcile: null,
  replay: 'changed',
  report: null,
  githubToken: null,
  check: null,
  compare: null,
  env: [],
  failOnPending: null,
  stdout: null,
  color: null,
  yes: null,
  to: null,
  assumeApplied: [],
  assumePending: [],
  orphans: null,
  prepare: null,
};

test.each([
  ['check', {}],
  ['check --config a.ts --config=b.ts', { config: ['a.ts', 'b.ts'] }],
  ['--fail-on warning check', { failOn: 'warning' }],
  [
    'check --migrations drizzle --working-directory packages/shop',
    { migrations: 'drizzle', workingDirectory: 'packages/shop' },
  ],
  ['check --base=origin/main --scope all', { base: 'origin/main', scope: 'all' }],
  ['check --base=a=b', { base: 'a=b' }],
  ['check --postgres local --postgres-version 16', { postgres: 'local', postgresVersion: 16 }],
  ['check --no-color --format json', { color: false, format: 'json' }],
  ['check --color', { color: true }],
])('%s', (line, options) => {
  const expected = { command: 'check', operand: null, options: { ...defaults, ...options } };
  expect(parseArguments(line.split(' '))).toEqual(expected);
});

test.each([
  ['explain', null],
  ['explain drift/differs', 'drift/differs'],
  ['explain --format json drift/differs', 'drift/differs'],
])('"%s" has operand %j', (line, operand) => {
  expect(parseArguments(line.split(' '))).toMatchObject({ command: 'explain', operand });
});

test.each([
  ['check --confg a', 'unknown flag --confg', '--config'],
  ['check --image postgres:16', 'unknown flag --image', '--postgres-image'],
  ['check --migration-folder drizzle', 'unknown flag --migration-folder', '--migrations'],
  ['check --comment off', 'unknown flag --comment', '--help'],
  ['check --stdout drizzle/0004_invoices.sql', '--stdout is no flag of "check"', 'drizzle-gatekeeper fix --stdout'],
  ['check --zzz', 'unknown flag --zzz', '--help'],
  ['check -c a', 'unknown flag -c', '--help'],
  ['check --base', '--base has no value', '--base REF'],
  ['check --base --scope all', '--base has no value', '--base REF'],
  ['check --base=', '--base has no value', '--base REF'],
  ['check --scope', '--scope has no value', '--scope new|all'],
  ['check --fail-on errors', '"errors" is no value of --fail-on', 'error, warning, never'],
  ['check --postgres-version latest', '"latest" is no value of --postgres-version', 'MAJOR'],
  ['check --timeout 0', '"0" is no value of --timeout', 'SECONDS'],
  ['check --timeout 1e9', '"1e9" is no value of --timeout', 'SECONDS'],
  ['check --base a --base b', '--base is given 2 times', 'once'],
  ['check --no-color=1', '--no-color takes no value', '--no-color'],
  ['check drizzle', 'unexpected argument "drizzle"', '--migrations FOLDER'],
  ['explain drift differs', 'unexpected argument "differs"', 'drizzle-gatekeeper explain CODE'],
  ['chekc', 'unknown command "chekc"', 'drizzle-gatekeeper check'],
  ['', 'no command is given', 'drizzle-gatekeeper check'],
  ['check --database-url postgres://gate:hunter2@db/shop', 'unknown flag --database-url', '--database-url-env'],
  [
    'check --bootstrap postgres://gate:hunter2@db/shop',
    'a connection string stands in the arguments',
    'GATEKEEPER_POSTGRES_URL',
  ],
  ['check --base=postgresql://gate:hunter2@db', 'a connection string stands in the arguments', 'DATABASE_URL'],
  ['postgres://gate:hunter2@db', 'a connection string stands in the arguments', 'DATABASE_URL'],
])('"%s" cannot be judged: %s', (line, message, hint) => {
  const thrown = errorOf(() => parseArguments(line.split(' ').filter((word) => word !== '')));
  expect(thrown).toBeInstanceOf(CannotJudge);
  expect(thrown.message).toBe(message);
  expect((thrown as CannotJudge).hint).toContain(hint);
  expect(`${thrown.message} ${(thrown as CannotJudge).hint}`).not.toContain('hunter2');
});

test('help names every flag, value and default', () => {
  const invocation = parseArguments(['check', '--help']);
  const text = invocation.command === 'help' ? invocation.text : '';
  for (const [name, input] of Object.entries(INPUTS)) {
    if ('only' in input && input.only === 'action') {
      expect(text).not.toContain(`--${name}`);
      continue;
    }
    expect(text).toContain(input.kind === 'switch' && !('isAsked' in input) ? `--no-${name}` : `--${name} `);
    if (input.kind === 'choice') expect(text).toContain(input.values.join('|'));
    if ('default' in input) expect(text.replace(/\s+/g, ' ')).toContain(`(default: ${input.default})`);
  }
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
});

test('the version is asked for', () => {
  expect(parseArguments(['--version'])).toEqual({ command: 'version' });
});

function errorOf(call: () => unknown): Error {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
