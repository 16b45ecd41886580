import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { discoverConfigs } from '../../../src/project/config/discover.js';

const inputs = resolve('migrations-fixtures/inputs');

describe('discoverConfigs finds', () => {
  const cases: readonly [string, readonly string[], readonly string[]][] = [
    ['the config in the working directory', [], ['drizzle.config.ts']],
    ['a config by its path', ['configs/old.ts'], ['configs/old.ts']],
    ['configs by a glob', ['configs/{old,mysql}.ts'], ['configs/mysql.ts', 'configs/old.ts']],
    ['configs at any depth', ['monorepo/**/db/*.config.ts'], ['monorepo/packages/db/drizzle.config.ts']],
    ['one config named twice only once', ['drizzle.config.ts', './drizzle.config.*'], ['drizzle.config.ts']],
  ];
  test.each(cases)('%s', async (_what, patterns, expected) => {
    expect(await discoverConfigs(inputs, patterns)).toEqual(expected);
  });
});

describe('discoverConfigs cannot judge', () => {
  const cases: readonly [string, string, readonly string[], string, string][] = [
    ['a folder without a config', 'none', [], 'no drizzle config found', '--config packages/orders/drizzle.config.ts'],
    [
      'a folder with several',
      'several',
      [],
      'several drizzle configs found: drizzle.config.ts, drizzle.config.json',
      '--config drizzle.config.ts',
    ],
    ['a path without a file', 'none', ['orders.ts'], 'no config file matches "orders.ts"', '--migrations'],
  ];
  test.each(cases)('%s', async (_what, folder, patterns, message, step) => {
    await expect(discoverConfigs(resolve(inputs, folder), patterns)).rejects.toMatchObject({
      name: 'CannotJudge',
      message,
      hint: expect.stringContaining(step),
    });
  });
});
