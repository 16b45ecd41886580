/** The command as it is typed, against a database that is there. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type postgres from 'postgres';
import { runCli } from '../../src/commands/run-cli.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../postgres/servers-at-hand.js';
import { urlOf } from '../postgres/url-of.js';
import { writeFiles } from '../project/write-files.js';
import { deployShop, projectFiles } from '../release/shop.js';

const readSchema = async (name: string) => JSON.parse(await readFile(`schema/${name}.schema.json`, 'utf8')) as object;
const isPlan = new Ajv2020({ allErrors: true, allowUnionTypes: true })
  .addSchema(await readSchema('report'))
  .compile(await readSchema('plan'));

const TRACKER = { schema: 'drizzle', table: '__drizzle_migrations' };
const PENDING = 'ALTER TABLE orders ALTER total TYPE int;\nCREATE TABLE invoices (id bigint);';

const rebate = (sql: postgres.Sql): Promise<unknown> => sql`ALTER TABLE orders ADD rebate int`;

const states = (sql: postgres.Sql): Promise<unknown> => sql`CREATE TYPE state AS ENUM ('open')`;

// The embedded server serves one connection at a time, and a plan opens two.
(PROVIDERS_AT_HAND.length === 1 ? describe.skip : describe)('plan', () => {
  let server: EphemeralServer;
  beforeAll(async () => {
    server = await startAtHand('local');
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  /** Exit code, and what stands in the file that was asked for. */
  async function plan(
    flags: readonly string[],
    {
      output = 'plan.json',
      byHand = async () => {},
      pending = PENDING,
    }: { pending?: string; output?: string; byHand?: (sql: postgres.Sql) => Promise<unknown> } = {},
  ) {
    await using database = await server.createDatabase();
    const sql = await database.connect();
    using folder = writeFiles(projectFiles([pending]));
    await deployShop(sql, await readHistory(join(folder.path, 'drizzle'), folder.path), TRACKER);
    await byHand(sql);
    const project = ['--working-directory', folder.path, '--migrations', 'drizzle', '--postgres', 'local'];
    const words = ['plan', ...project, '--database-url-env', 'SHOP_URL', '--output', output, ...flags];
    const code = await runCli(words, { SHOP_URL: urlOf(sql) });
    return { code, name: database.name, text: await readFile(join(folder.path, output), 'utf8').catch(() => '') };
  }

  test('writes what is published', async () => {
    const { code, text, name } = await plan([]);
    const written = JSON.parse(text) as { target: string };
    isPlan(written);
    expect(isPlan.errors ?? []).toEqual([]);
    expect(code).toBe(0);
    expect(written.target.endsWith(`/${name}`)).toBe(true);
    expect(written).toMatchObject({
      refusals: [],
      pending: [{ tag: '0001_orders', statements: [{ line: 1 }, { line: 2 }] }],
    });
  });

  test.each([
    ['an unknown field', { extra: 1 }],
    ['a fingerprint of something else', { fingerprint: 'a' }],
    [
      'a lock that PostgreSQL does not have',
      {
        pending: [
          {
            tag: 'a',
            transaction: 'own',
            statements: [{ line: 1, sql: '', durationMs: 0, rewrites: [], locks: [{ table: 'a', mode: 'Lock' }] }],
          },
        ],
      },
    ],
  ])('does not publish %s', async (_, change) => {
    const valid = {
      schemaVersion: 1,
      target: 'a/b',
      fingerprint: '0'.repeat(64),
      refusals: [],
      pending: [],
      tables: [],
    };
    expect(isPlan(valid)).toBe(true);
    expect(isPlan({ ...valid, ...change })).toBe(false);
  });

  test('is read by people', async () => {
    const { text, name } = await plan([], { output: 'plan.txt' });
    const lines = text.replace(/ +\d+\.\d ms/g, ' N ms').split('\n');
    expect(lines[0]).toContain(`/${name} · `);
    expect(lines.slice(2)).toEqual([
      '0001_orders in one transaction with its neighbours',
      '     1 N ms  ALTER TABLE orders ALTER total TYPE int',
      '                 public.orders AccessExclusiveLock, blocks reads and writes; writes all of it anew (rows never counted, 16 kB)',
      '     2 N ms  CREATE TABLE invoices (id bigint)',
      '',
      '1 migration with 2 statements to apply',
      '',
    ]);
  });

  test('is a section of a job summary', async () => {
    const { text } = await plan(['--format', 'markdown'], { output: 'plan.md' });
    expect(text).toMatch(/^## Plan for `.*`\n\n✅ \*\*1 migration with 2 statements to apply\*\*/);
    expect(text).toMatch(
      /\| 1 \| <code>ALTER TABLE orders ALTER total TYPE int<\/code> \| .* ms \| public\.orders AccessExclusiveLock, blocks reads and writes/,
    );
  });

  test.each<
    [what: string, flags: readonly string[], byHand: (sql: postgres.Sql) => Promise<unknown>, code: string | null]
  >([
    ['drift', [], rebate, 'release/drift-not-accepted'],
    ['accepted drift', ['--accept', 'column public.orders.rebate'], rebate, null],
    ['another database than expected', ['--expect-database', 'shop'], async () => {}, 'release/wrong-database'],
  ])('exits with 1 where it is refused, as for %s', async (_, flags, byHand, refusal) => {
    const { code, text } = await plan(flags, { byHand });
    const { refusals } = JSON.parse(text) as { refusals: { code: string }[] };
    expect({ code, refusals: refusals.map((each) => each.code) }).toEqual(
      refusal === null ? { code: 0, refusals: [] } : { code: 1, refusals: [refusal] },
    );
  });

  test('writes the way back as SQL to read', async () => {
    const { code, text } = await plan(['--rollback'], { output: 'rollback.sql' });
    const lines = text.split('\n').map((line) => line.replace(/ on \S+,/, ' on shop,').replace(/[0-9a-f]{64}/, 'HASH'));
    expect(code).toBe(0);
    expect(lines).toEqual([
      '-- The way back from 0001_orders on shop, derived by drizzle-gatekeeper. Read it; nothing runs it by itself.',
      '-- Proven on an ephemeral server without rows: forward and back gives the schema and the tracker from before.',
      '-- What is lost:',
      '--   * column public.orders.total goes back from integer to numeric: values that do not fit stop the script, or are rounded or cut; what the release itself lost by its conversion is not brought back',
      '--   * table public.invoices is dropped, with all that was written into it',
      '',
      'BEGIN;',
      'ALTER TABLE "public"."orders" ALTER COLUMN "total" SET DATA TYPE numeric USING "total"::numeric;',
      'DROP TABLE "public"."invoices";',
      `DELETE FROM "drizzle"."__drizzle_migrations" WHERE hash = 'HASH' AND created_at = 1714986000001;`,
      'COMMIT;',
      '',
    ]);
  });

  test('stops a way back that is not proven, and exits with 1', async () => {
    const labels = "ALTER TYPE state ADD VALUE 'paid'";
    const accepted = ['--accept', 'enum public.state', '--transaction', 'per-migration'];
    const { code, text } = await plan(['--rollback', ...accepted], {
      output: 'rollback.sql',
      byHand: states,
      pending: labels,
    });
    expect(code).toBe(1);
    expect(text).toMatch(
      /^-- NOT PROVEN: not everything could be derived\.\n-- Not derived, to be written by hand:\n-- {3}\* enum public\.state\n/m,
    );
    expect(text).toContain(`BEGIN;\nDO $$ BEGIN RAISE EXCEPTION 'this way back is not proven'; END $$;\n`);
  });

  test('exits with 2 where no database is named', async () => {
    using folder = writeFiles(projectFiles([PENDING]));
    expect(await runCli(['plan', '--working-directory', folder.path, '--migrations', 'drizzle'], {})).toBe(2);
  });
});
