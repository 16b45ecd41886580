import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Package } from '../../../src/project/schema/toolchain.js';
import { findPackage, lineOf, requireMatch } from '../../../src/project/schema/toolchain.js';
import { writeFiles } from '../write-files.js';

async function installed(name: string, line: string): Promise<Package> {
  const found = await findPackage(name, [resolve('migrations-fixtures/lines', line)]);
  if (found === null) throw new Error(`${name} of ${line} is not installed: run npm ci`);
  return found;
}

describe('requireMatch', () => {
  const fitting = ['kit-0.23', 'kit-0.24', 'kit-0.28', 'kit-0.30', 'kit-0.31-old', 'kit-1.0'];
  test.each(fitting)('accepts the pair of %s', async (line) => {
    const orm = await installed('drizzle-orm', line);
    await expect(requireMatch(await installed('drizzle-kit', line), orm)).resolves.toBeUndefined();
  });

  const clashing: readonly [string, string, string, string][] = [
    ['kit-0.24', 'kit-0.30', 'drizzle-kit 0.24.2 does not work with drizzle-orm 0.39.3', 'drizzle-orm 0.31 to 0.33'],
    [
      'kit-0.31-old',
      'kit-0.24',
      'drizzle-kit 0.31.4 does not work with drizzle-orm 0.33.0',
      'drizzle-orm 0.36 to 0.45',
    ],
    ['kit-1.0', 'kit-0.30', 'drizzle-kit 1.0.0-rc.5 does not work with drizzle-orm 0.39.3', 'drizzle-orm 1.0.0-rc'],
  ];
  test.each(clashing)('refuses the kit of %s with the orm of %s', async (kit, orm, message, step) => {
    const pair = await Promise.all([installed('drizzle-kit', kit), installed('drizzle-orm', orm)]);
    await expect(requireMatch(...pair)).rejects.toMatchObject({ message, hint: expect.stringContaining(step) });
  });

  test('asks for drizzle-orm where there is none', async () => {
    await expect(requireMatch(await installed('drizzle-kit', 'kit-0.30'), null)).rejects.toThrow('is not installed');
  });
});

describe('lineOf', () => {
  const lines = { 'kit-0.23': '0.x', 'kit-0.31-old': '0.x', 'kit-1.0': '1.0' };
  test.each(Object.entries(lines))('%s has the interface of %s', async (line, expected) => {
    expect(lineOf(await installed('drizzle-kit', line))).toBe(expected);
  });
});

test('a drizzle-kit before the programmatic interface has no line', async () => {
  using folder = writeFiles({ 'node_modules/drizzle-kit/package.json': '{ "version": "0.20.18" }' });
  const kit = await findPackage('drizzle-kit', [join(folder.path, 'packages/db')]);
  expect(kit).toMatchObject({ version: '0.20.18' });
  expect(kit && lineOf(kit)).toBeNull();
});
