import { relative, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { findPaths } from '../../../src/project/config/find-files.js';

const root = resolve('migrations-fixtures/inputs');

const cases: readonly [string, readonly string[]][] = [
  ['./schema/orders.ts', ['schema/orders.ts']],
  ['schema/barrel', ['schema/barrel']],
  ['./schema/barrel/*', ['schema/barrel/index.ts', 'schema/barrel/orders.ts']],
  ['./schema/b*/orders.{ts,js}', ['schema/barrel/orders.ts']],
  [
    './**/{db,schema}/**/orders.ts',
    ['monorepo/packages/db/src/orders.ts', 'schema/barrel/orders.ts', 'schema/orders.ts'],
  ],
  ['./schema/barrel/!(index).ts', ['schema/barrel/orders.ts']],
  ['../inputs/schema/missing-*.ts', ['schema/missing-file.ts', 'schema/missing-package.ts']],
  ['./schema/invoices.ts', []],
  ['./nowhere/*.ts', []],
];
test.each(cases)('%s', async (pattern, expected) => {
  const found = await findPaths(root, pattern);
  expect(found.map((path) => relative(root, path))).toEqual(expected);
});
