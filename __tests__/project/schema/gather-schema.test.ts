import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { History } from '../../../src/model/history.js';
import { valueOf } from '../../../src/model/gathered.js';
import type { Project, SchemaFacts } from '../../../src/model/project.js';
import { loadProject, projectOfMigrations } from '../../../src/project/config/load-project.js';
import { readHistory } from '../../../src/project/history/read-history.js';
import { gatherSchema } from '../../../src/project/schema/gather-schema.js';

const LINES = ['kit-0.23', 'kit-0.24', 'kit-0.28', 'kit-0.30', 'kit-0.31-old', 'kit-1.0'];

const read = new Map<string, Promise<readonly [Project, History]>>();

async function readProject(root: string): Promise<readonly [Project, History]> {
  const project = await loadProject('drizzle.config.ts', root);
  return [project, await readHistory(resolve(root, project.migrations), root)];
}

/** Gathers a project as `check` does, with another schema where one is given. */
async function gather(root: string, schema?: string, timeoutMs = 20_000): Promise<SchemaFacts> {
  const reading = read.get(root) ?? readProject(root);
  read.set(root, reading);
  const [project, history] = await reading;
  const config = project.config && { ...project.config, schema: schema ? [schema] : project.config.schema };
  return gatherSchema({ ...project, config }, history, { cwd: root, timeoutMs });
}

async function gatherFolder(folder: string): Promise<SchemaFacts> {
  const project = await projectOfMigrations(folder, process.cwd());
  const history = await readHistory(resolve(folder), process.cwd());
  return gatherSchema(project, history, { cwd: process.cwd(), timeoutMs: 20_000 });
}

describe.each(LINES)('the project of %s', (line) => {
  const root = resolve('migrations-fixtures/lines', line);

  test('agrees with its snapshot', async () => {
    const facts = await gather(root);
    const [declared, recorded] = [valueOf(facts.declared), valueOf(facts.recorded)];
    expect(declared).toMatchObject({ pending: [], possibleRenames: [] });
    expect(declared?.objectCount).toBeGreaterThanOrEqual(4);
    expect(recorded?.tag).toMatch(/_invoices$/);
    expect([...(recorded?.ddl ?? [])].sort()).toEqual([...(declared?.ddl ?? [])].sort());
    expect(declared?.ddl.filter((statement) => statement.includes('CREATE TABLE'))).toHaveLength(3);
  });

  test('shows what generate would write after a change', async () => {
    const declared = valueOf((await gather(root, './changed.ts')).declared);
    expect(declared?.pending).toEqual([
      expect.stringMatching(/^ALTER TABLE "customers" DROP CONSTRAINT "customers_email_(unique|key)";$/),
      expect.stringMatching(/^ALTER TABLE "customers" ADD COLUMN "phone" text;$/),
      expect.stringMatching(/^ALTER TABLE "customers" DROP COLUMN (IF EXISTS )?"email";$/),
    ]);
    expect(declared?.possibleRenames).toEqual([
      { kind: 'column', from: 'public.customers.email', to: 'public.customers.phone' },
    ]);
  });

  test('has its sources read, also through a barrel', async () => {
    const declared = valueOf((await gather(root, './barrel.ts')).declared);
    const paths = declared?.sources.map(({ path }) => path);
    expect(paths?.toSorted()).toEqual(['barrel.ts', 'drizzle.config.ts', 'schema.ts']);
    expect(declared?.pending).toEqual([]);
  });

  test('has its existing views named', async () => {
    const declared = valueOf((await gather(root, './existing.ts')).declared);
    expect(declared?.existingViews).toEqual([{ schema: 'public', name: 'open_invoices', isMaterialized: false }]);
    expect(declared?.pending).toEqual([]);
  });

  test('is recorded without its drizzle-kit', async () => {
    const facts = await gatherFolder(`migrations-fixtures/lines/${line}/drizzle`);
    expect(facts.declared).toEqual({ status: 'skipped', reason: 'only a migrations folder is given' });
    expect(valueOf(facts.recorded)?.ddl.filter((statement) => statement.includes('CREATE TABLE'))).toHaveLength(3);
  });
});

describe('a schema', () => {
  const root = resolve('migrations-fixtures/inputs');

  const taken = ['noisy.ts', 'barrel', 'b*/*.ts'];
  test.each(taken)('%s is taken', async (schema) => {
    const declared = valueOf((await gather(root, `./schema/${schema}`)).declared);
    expect(declared).toMatchObject({ pending: [], possibleRenames: [], objectCount: 1 });
  });

  test('with casing, a schema of its own, a role, a policy, a custom type, a view and relations is taken', async () => {
    const project = await loadProject('drizzle.config.ts', root);
    const config = project.config && {
      ...project.config,
      schema: ['./schema/complete.ts'],
      casing: 'snake_case' as const,
    };
    const history = await readHistory(resolve(root, project.migrations), root);
    const { declared } = await gatherSchema({ ...project, config }, history, { cwd: root, timeoutMs: 20_000 });
    const { ddl, existingViews, objectCount } = valueOf(declared) ?? {};
    expect(ddl?.map((statement) => statement.replaceAll(/\s+/g, ' '))).toEqual([
      'CREATE SCHEMA "billing";',
      'CREATE ROLE "clerk";',
      'CREATE TABLE "billing"."invoices" ( "id" serial PRIMARY KEY NOT NULL, "order_id" integer, "billing_email" "citext" );',
      'CREATE TABLE "orders" ( "id" serial PRIMARY KEY NOT NULL, "total" text NOT NULL );',
      'ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY;',
      'CREATE POLICY "clerks_read" ON "orders" AS PERMISSIVE FOR SELECT TO "clerk" USING (true);',
      expect.stringContaining('ADD CONSTRAINT "invoices_order_id_orders_id_fk" FOREIGN KEY'),
    ]);
    expect([existingViews?.map(({ name }) => name), objectCount]).toEqual([['open_orders'], 3]);
  });

  test('with top-level await is taken by 1.0', async () => {
    const declared = valueOf(
      (await gather(resolve('migrations-fixtures/lines/kit-1.0'), './top-level-await.ts')).declared,
    );
    expect(declared?.pending).toEqual([expect.stringContaining('CREATE TABLE "notes"')]);
  });

  const refused: readonly [string, string][] = [
    ['throws.ts', '"schema/throws.ts" throws: REGION is not set (schema/region.ts:3)'],
    [
      'missing-package.ts',
      '"schema/missing-package.ts" imports "orders-identifiers", which is not found (schema/missing-package.ts:2)',
    ],
    [
      'missing-file.ts',
      '"schema/missing-file.ts" imports "./customers", which is not found (schema/missing-file.ts:3)',
    ],
    [
      'syntax-error.ts',
      '"schema/syntax-error.ts" has a syntax error: Expected identifier but found ";" (schema/syntax-error.ts:5)',
    ],
    ['no-tables.ts', 'the schema exports no tables (./schema/no-tables.ts of "drizzle.config.ts")'],
    ['endless.ts', 'loading "./schema/endless.ts" took longer than 2 s'],
    ['exits.ts', '"schema/exits.ts" calls process.exit(0) (schema/exits.ts:3)'],
    [
      'top-level-await.ts',
      '"schema/top-level-await.ts" uses top-level await: Top-level await is currently not supported with the "cjs" ' +
        'output format (schema/top-level-await.ts:3)',
    ],
    ['invoices.ts', 'no schema file matches "./schema/invoices.ts" of "drizzle.config.ts"'],
  ];
  test.each(refused)('%s cannot be judged', async (schema, message) => {
    await expect(gather(root, `./schema/${schema}`, 2000)).rejects.toMatchObject({
      name: 'CannotJudge',
      message,
      hint: expect.stringMatching(/\w/),
    });
  });

  test('that drizzle-kit refuses is refused in its words', async () => {
    await expect(gather(root, './schema/duplicate-names.ts')).rejects.toThrow(
      /^drizzle-kit refuses the schema: We've found duplicated index name across public schema/,
    );
  });

  test('may be renamed, or dropped and created', async () => {
    const declared = valueOf((await gather(root, './schema/renamed.ts')).declared);
    expect(declared?.possibleRenames).toEqual([
      { kind: 'column', from: 'public.orders.total', to: 'public.orders.amount' },
    ]);
    expect(declared?.pending).toEqual([
      'CREATE TABLE "customers" (\n\t"id" serial PRIMARY KEY NOT NULL\n);',
      'ALTER TABLE "orders" ADD COLUMN "amount" text NOT NULL;',
      'ALTER TABLE "orders" DROP COLUMN "total";',
    ]);
  });

  test('is built with its foreign keys last: they may refer to unique indexes', async () => {
    const declared = valueOf((await gather(root, './schema/unique-index.ts')).declared);
    expect(declared?.ddl.map((statement) => statement.split(' ').slice(0, 2).join(' '))).toEqual([
      'CREATE TABLE',
      'CREATE TABLE',
      'CREATE UNIQUE',
      'ALTER TABLE',
    ]);
  });

  test('that is not named cannot be judged', async () => {
    const project = await loadProject('configs/no-schema.ts', root);
    const history = await readHistory(resolve(root, 'drizzle'), root);
    await expect(gatherSchema(project, history, { cwd: root, timeoutMs: 2000 })).rejects.toThrow(
      '"configs/no-schema.ts" names no "schema"',
    );
  });
});
