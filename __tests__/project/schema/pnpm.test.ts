/** A workspace as pnpm installs it: every package real in a store, and linked to where it is asked for. */
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { valueOf } from '../../../src/model/gathered.js';
import { loadProject } from '../../../src/project/config/load-project.js';
import { readHistory } from '../../../src/project/history/read-history.js';
import { gatherSchema } from '../../../src/project/schema/gather-schema.js';
import { writeFiles, type TemporaryFolder } from '../write-files.js';

const define = `import { defineConfig } from 'drizzle-kit';
  export default defineConfig({ dialect: 'postgresql', schema: './src/index.ts', out: './drizzle' });`;
const FILES = {
  'pnpm-workspace.yaml': 'packages: ["packages/*", "apps/*"]',
  'package.json': '{ "name": "shop", "private": true }',
  'config/drizzle.config.ts': define,
  'packages/db/package.json': '{ "name": "@shop/db", "type": "module" }',
  'packages/db/drizzle.config.ts': define,
  'packages/db/drizzle/meta/_journal.json': JSON.stringify({
    version: '7',
    dialect: 'postgresql',
    entries: [{ idx: 0, version: '7', when: 1_714_986_000_000, tag: '0000_orders', breakpoints: true }],
  }),
  'packages/db/drizzle/0000_orders.sql': 'CREATE TABLE "orders" ("id" uuid PRIMARY KEY, "customer" text NOT NULL);',
  'packages/db/src/index.ts': `export * from './orders';`,
  'packages/db/src/orders.ts': `
    import { pgTable, text } from 'drizzle-orm/pg-core';
    import { id } from '@shop/ids';
    export const orders = pgTable('orders', { id: id(), customer: text('customer').notNull() });`,
  'packages/ids/package.json': '{ "name": "@shop/ids", "type": "module", "exports": "./index.ts" }',
  'packages/ids/index.ts': `
    import { uuid } from 'drizzle-orm/pg-core';
    export const id = () => uuid('id').primaryKey();`,
  'apps/shop/package.json': '{ "name": "@shop/app" }',
  'apps/shop/drizzle.config.ts': `
    export default { dialect: 'postgresql', schema: '../../packages/db/src', out: '../../packages/db/drizzle' };`,
};

/** What drizzle-kit depends on stands beside it in the store. */
const BESIDE = ['@drizzle-team/brocli', '@esbuild-kit/esm-loader', 'esbuild', 'tsx'];
const STORE = 'node_modules/.pnpm';

let workspace: TemporaryFolder;

beforeAll(() => {
  workspace = writeFiles(FILES);
  const { path } = workspace;
  const kit = join(path, STORE, 'drizzle-kit@0.31.11/node_modules');
  const orm = join(path, STORE, 'drizzle-orm@0.45.4/node_modules');
  cpSync(resolve('node_modules/drizzle-kit'), join(kit, 'drizzle-kit'), { recursive: true });
  cpSync(resolve('node_modules/drizzle-orm'), join(orm, 'drizzle-orm'), { recursive: true });
  for (const name of BESIDE) link(resolve('node_modules', name), join(kit, name));
  link(join(orm, 'drizzle-orm'), join(path, STORE, 'node_modules/drizzle-orm'));
  link(join(kit, 'drizzle-kit'), join(path, 'packages/db/node_modules/drizzle-kit'));
  link(join(orm, 'drizzle-orm'), join(path, 'packages/db/node_modules/drizzle-orm'));
  link(join(orm, 'drizzle-orm'), join(path, 'packages/ids/node_modules/drizzle-orm'));
  link(join(path, 'packages/ids'), join(path, 'packages/db/node_modules/@shop/ids'));
}, 60_000);
afterAll(() => workspace[Symbol.dispose]());

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, 'junction');
}

describe('a workspace of pnpm', () => {
  test.each([
    ['from its top', '.', 'packages/db/drizzle.config.ts'],
    ['from the package', 'packages/db', 'drizzle.config.ts'],
    [
      'from the package, with a config outside of it that imports drizzle-kit',
      'packages/db',
      '../../config/drizzle.config.ts',
    ],
  ])('is loaded %s', async (_, start, config) => {
    const cwd = join(workspace.path, start);
    const project = await loadProject(config, cwd);
    expect(project).toMatchObject({ kitVersion: '0.31.11', ormVersion: '0.45.4' });
    const history = await readHistory(resolve(cwd, project.migrations), cwd);
    const { declared } = await gatherSchema(project, history, { cwd, timeoutMs: 20_000 });
    expect(valueOf(declared)?.ddl.join('\n')).toMatch(/CREATE TABLE "orders" \(\s+"id" uuid PRIMARY KEY/);
  });

  test('is not loaded from where drizzle-kit is not to be found, and says where to start', async () => {
    await expect(loadProject('drizzle.config.ts', join(workspace.path, 'apps/shop'))).rejects.toMatchObject({
      message: '"drizzle.config.ts" cannot be loaded: drizzle-kit is not installed',
      hint: expect.stringContaining('--working-directory'),
    });
  });
});
