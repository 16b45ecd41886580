import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compareCatalogs } from '../../../src/compare/compare-catalogs.js';
import type { SecondRun } from '../../../src/model/replay.js';
import type { EphemeralServer } from '../../../src/model/server.js';
import { readCatalog } from '../../../src/postgres/catalog/read-catalog.js';
import { replayStepByStep } from '../../../src/postgres/replay/replay.js';
import { resetSqlFor } from '../../../src/postgres/replay/reset-session.js';
import { runAgain } from '../../../src/postgres/replay/run-again.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../servers-at-hand.js';
import { scriptOf, TRACKER } from './script.js';

const SETUP = `
  CREATE TABLE "orders" ("id" serial PRIMARY KEY, "status" text, "total" integer NOT NULL DEFAULT 0);
  INSERT INTO "orders" ("status", "total") VALUES ('open', 10);`;

/** What each statement comes to, as in `failed 42P07`. */
function summarise({ outcome }: SecondRun): string {
  if (outcome.kind === 'failed') return `failed ${outcome.error.sqlstate}`;
  if (outcome.kind === 'changed-catalog') return outcome.differences.map(({ object }) => object).join(', ');
  return outcome.kind === 'changed-rows' ? outcome.changes.map(({ table }) => table).join(', ') : 'clean';
}

const CASES: readonly (readonly [name: string, sql: string, expected: readonly string[]])[] = [
  ['a table without a guard', 'CREATE TABLE "invoices" ("id" integer);', ['failed 42P07']],
  ['a table with a guard', 'CREATE TABLE IF NOT EXISTS "invoices" ("id" integer);', ['clean']],
  [
    'an index without a name gets a twin',
    'CREATE INDEX ON "orders" ("status");',
    ['index public.orders.orders_status_idx1'],
  ],
  [
    'a check without a name gets a twin',
    'ALTER TABLE "orders" ADD CHECK ("total" >= 0);',
    ['check public.orders.orders_total_check1'],
  ],
  [
    'a drop before the creation',
    'DROP TABLE IF EXISTS "invoices"; CREATE TABLE "invoices" ("id" integer);',
    ['clean', 'clean'],
  ],
  ['a rename', 'ALTER TABLE "orders" RENAME COLUMN "status" TO "state";', ['failed 42703']],
  ['a default set again', `ALTER TABLE "orders" ALTER COLUMN "status" SET DEFAULT 'open';`, ['clean']],
  [
    'NOT NULL set again',
    'UPDATE "orders" SET "status" = \'open\' WHERE "status" IS NULL; ALTER TABLE "orders" ALTER COLUMN "status" SET NOT NULL;',
    ['clean', 'clean'],
  ],
  ['a row inserted again', `INSERT INTO "orders" ("status") VALUES ('paid');`, ['public.orders']],
  [
    'a row inserted once',
    `INSERT INTO "orders" ("id", "status") VALUES (7, 'paid') ON CONFLICT DO NOTHING;`,
    ['clean'],
  ],
  ['a relative update', 'UPDATE "orders" SET "total" = "total" + 1;', ['public.orders']],
  ['an absolute update', 'UPDATE "orders" SET "total" = 5;', ['clean']],
  [
    'a guarded block',
    `DO $$ BEGIN CREATE TYPE "status" AS ENUM ('open'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;`,
    ['clean'],
  ],
  ['an index with a guard', 'SELECT 1; CREATE INDEX IF NOT EXISTS "i" ON "orders" ("status");', ['clean', 'clean']],
  [
    'a statement that resets every setting',
    'RESET ALL; DISCARD PLANS; CREATE SCHEMA "billing";',
    ['clean', 'clean', 'failed 42P06'],
  ],
  [
    'a failure does not undo what ran before it',
    'CREATE SCHEMA "billing"; UPDATE "orders" SET "total" = "total" + 1;',
    ['failed 42P06', 'public.orders'],
  ],
];

describe.each(PROVIDERS_AT_HAND)('a second run on %s', (provider) => {
  let server: EphemeralServer;
  beforeAll(async () => {
    server = await startAtHand(provider);
  });
  afterAll(async () => server[Symbol.asyncDispose]());

  test.each(CASES)('%s', async (_, text, expected) => {
    await using database = await server.createDatabase();
    const sql = await database.connect();
    const script = await scriptOf(SETUP, text);
    expect((await replayStepByStep(sql, script)).failure).toBeNull();
    const before = await readCatalog(sql);
    const file = script.parsed.get('0001');
    if (file === undefined) throw new Error('not parsed');
    const compare = (first: typeof before, second: typeof before) => compareCatalogs(first, second, 'all');
    const runs = await runAgain(sql, file, { tracker: TRACKER, reset: resetSqlFor([file]), compare });
    expect(runs.map(summarise)).toEqual(expected);
    expect(runs.map(({ span }) => text.slice(span.start, span.end))).toEqual(file.statements.map((each) => each.text));
    expect(compare(before, await readCatalog(sql))).toEqual([]);
    expect([...(await sql`SELECT current_setting('search_path') AS path`)]).toEqual([{ path: '"$user", public' }]);
  });
});
