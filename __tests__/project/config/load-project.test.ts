import { resolve } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { loadProject, projectOfMigrations } from '../../../src/project/config/load-project.js';

const inputs = resolve('migrations-fixtures/inputs');

describe('loadProject reads', () => {
  const forms = ['old.ts', 'module-exports.cjs', 'native.mjs', 'plain.json'];
  test.each(forms)('%s', async (file) => {
    const project = await loadProject(`configs/${file}`, inputs);
    expect(project).toMatchObject({ root: inputs, migrations: 'drizzle', kitVersion: '0.31.11' });
    expect(project.config).toMatchObject({ path: `configs/${file}`, schema: ['./schema/orders.ts'], out: 'drizzle' });
  });

  test('every option that matters for PostgreSQL', async () => {
    const { config, tracker } = await loadProject('configs/complete.ts', inputs);
    expect(config).toEqual({
      path: 'configs/complete.ts',
      schema: ['./schema/orders.ts', './schema/barrel'],
      out: './drizzle',
      casing: 'snake_case',
      breakpoints: false,
      driver: 'pglite',
      tracker: { schema: 'public', table: 'order_migrations' },
    });
    expect(tracker).toEqual({ schema: 'public', table: 'order_migrations' });
  });

  test('the defaults of what is not said', async () => {
    const { config } = await loadProject('drizzle.config.ts', inputs);
    expect(config).toMatchObject({
      casing: null,
      breakpoints: true,
      driver: null,
      tracker: { schema: 'drizzle', table: '__drizzle_migrations' },
    });
  });

  // The second one has a path of its own tsconfig, which tsx finds only from within the package.
  test.each(['db', 'orders'])('package %s of a monorepo from the top', async (name) => {
    const top = resolve(inputs, 'monorepo');
    expect(await loadProject(`packages/${name}/drizzle.config.ts`, top)).toMatchObject({
      root: resolve(top, 'packages', name),
      migrations: `packages/${name}/migrations`,
    });
  });

  const lines = { 'kit-0.23': '0.23.2', 'kit-0.30': '0.30.6', 'kit-0.31-old': '0.31.4', 'kit-1.0': '1.0.0-rc.5' };
  test.each(Object.entries(lines))('the TypeScript config of %s', async (line, kitVersion) => {
    const root = resolve('migrations-fixtures/lines', line);
    expect(await loadProject('drizzle.config.ts', root)).toMatchObject({ root, kitVersion, migrations: 'drizzle' });
  });
});

describe('loadProject cannot judge', () => {
  const cases: readonly [string, string][] = [
    ['throws.ts', '"configs/throws.ts" throws: environment variable ORDERS_FOLDER is not set (configs/throws.ts:5)'],
    ['mysql.ts', '"configs/mysql.ts" is for dialect "mysql"; only PostgreSQL can be judged'],
    ['function.ts', '"configs/function.ts" exports a function, not a config object'],
    ['promise.ts', '"configs/promise.ts" exports a promise, not a config object'],
    ['no-dialect.ts', '"configs/no-dialect.ts" has no "dialect"'],
    ['casing.ts', `"casing" in "configs/casing.ts" is not 'snake_case' or 'camelCase'`],
    ['endless.ts', 'loading "configs/endless.ts" took longer than 2 s'],
    ['invoices.ts', 'config file "configs/invoices.ts" does not exist'],
  ];
  test.each(cases)('%s', async (file, message) => {
    await expect(loadProject(`configs/${file}`, inputs, { timeoutMs: 2000 })).rejects.toMatchObject({
      name: 'CannotJudge',
      message,
      hint: expect.stringMatching(/\w/),
    });
  });

  test('a config whose loading is called off', async () => {
    const signal = AbortSignal.timeout(300);
    await expect(loadProject('configs/endless.ts', inputs, { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

describe('the environment of a config', () => {
  afterEach(() => {
    delete process.env['GATEKEEPER_ENV_ORDERS_FOLDER'];
    delete process.env['ORDERS_FOLDER'];
  });

  test('has what is passed to it by name', async () => {
    process.env['GATEKEEPER_ENV_ORDERS_FOLDER'] = 'drizzle';
    expect(await loadProject('configs/throws.ts', inputs)).toMatchObject({ config: { out: './drizzle' } });
  });

  test('has nothing else', async () => {
    process.env['ORDERS_FOLDER'] = 'drizzle';
    await expect(loadProject('configs/throws.ts', inputs)).rejects.toThrow('ORDERS_FOLDER is not set');
  });
});

test('projectOfMigrations knows the folder alone', async () => {
  expect(await projectOfMigrations('monorepo/packages/db/migrations', inputs)).toEqual({
    root: inputs,
    config: null,
    migrations: 'monorepo/packages/db/migrations',
    tracker: { schema: 'drizzle', table: '__drizzle_migrations' },
    kitVersion: '0.31.11',
    ormVersion: '0.45.4',
    dependencies: [],
  });
});
