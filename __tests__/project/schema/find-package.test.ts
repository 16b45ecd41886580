import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { findPackage } from '../../../src/project/schema/toolchain.js';
import { writeFiles } from '../write-files.js';

const manifest = (version: unknown) => JSON.stringify({ version });

test.each([
  ['beside the project', { 'node_modules/drizzle-kit/package.json': manifest('0.31.11') }, '0.31.11'],
  ['at the root of a monorepo', { '../../node_modules/drizzle-kit/package.json': manifest('0.24.2') }, '0.24.2'],
  [
    'nearest first',
    {
      'node_modules/drizzle-kit/package.json': manifest('1.0.0-rc.5'),
      '../node_modules/drizzle-kit/package.json': manifest('0.31.11'),
    },
    '1.0.0-rc.5',
  ],
  ['nowhere', { 'node_modules/drizzle-seed/package.json': manifest('0.3.1') }, null],
  ['a manifest that is no JSON', { 'node_modules/drizzle-kit/package.json': '{' }, null],
  ['a manifest without a version', { 'node_modules/drizzle-kit/package.json': manifest(7) }, null],
])('drizzle-kit %s', async (_, files, kitVersion) => {
  const placed = Object.entries(files).map(([path, text]) => [join('shop/packages/database', path), text]);
  using folder = writeFiles(Object.fromEntries(placed) as Record<string, string>);
  const found = await findPackage('drizzle-kit', [join(folder.path, 'shop/packages/database')]);
  expect(found?.version ?? null).toBe(kitVersion);
});
