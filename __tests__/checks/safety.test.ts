/** The family `safety`: statements of new migrations that work and take something away, judged beside a real base. */
import { describe, expect, test } from '@jest/globals';
import { runFixture } from '../../scripts/run-fixture.js';
import { journal, lay } from '../failure-modes/project.js';
import { hasGit } from '../project/base/repository.js';

const BASE = `CREATE TABLE "orders" ("id" serial PRIMARY KEY, "note" text, "total" int,
  "gross" int GENERATED ALWAYS AS ("total" * 2) STORED);
CREATE INDEX "orders_note_index" ON "orders" ("note");
CREATE TYPE "state" AS ENUM ('open');
CREATE VIEW "noted" AS SELECT "note" FROM "orders";
CREATE SCHEMA "billing"; CREATE TABLE "billing"."invoices" ("id" int); CREATE SCHEMA "archive";`;

/** What the family says of one more migration on top of BASE. */
async function tell(sql: string): Promise<readonly string[]> {
  using project = lay(journal({ '0000_orders': BASE, '0001_change': sql }), journal({ '0000_orders': BASE }));
  const { verdict } = await runFixture(project.path, '--idempotency', 'off');
  const [judged] = verdict.projects;
  expect(judged?.checks.find(({ id }) => id === 'replay')).toMatchObject({ status: 'passed' });
  return (judged?.findings ?? [])
    .filter(({ code }) => code.startsWith('safety/'))
    .map(({ code, severity, message }) => `${severity} ${code}: ${message.replace('migration "0001_change" ', '')}`);
}

const drops = (what: string): string => `warning safety/drops-data: ${what}`;
const renames = (what: string): string =>
  `warning safety/renames-in-use: renames ${what}, the name that running code asks for`;

const COPY = 'CREATE TABLE "notes" ("text" text); INSERT INTO "notes" SELECT "note" FROM "orders";';

const CASES: readonly (readonly [sql: string, told: readonly string[]])[] = [
  ['DROP TABLE "billing"."invoices";', [drops('drops table "billing"."invoices" and its rows')]],
  ['DROP TABLE IF EXISTS "orders" CASCADE;', [drops('drops table "orders" and its rows')]],
  [
    'ALTER TABLE "public"."orders" DROP COLUMN "total" CASCADE;',
    [drops('drops column "total" of "public"."orders" and its values')],
  ],
  ['TRUNCATE "orders";', [drops('empties table "orders"')]],
  ['DROP SCHEMA "billing" CASCADE;', [drops('drops schema "billing" and the tables in it')]],
  [
    `DO $$ BEGIN IF 1 = 1 THEN ALTER TABLE "orders" DROP COLUMN "note" CASCADE; END IF; END $$;`,
    [drops('drops column "note" of "orders" and its values')],
  ],
  ['DELETE FROM "orders";', [drops('empties table "orders"')]],
  [`DELETE FROM "orders" WHERE "note" = 'test';`, []],
  ['DELETE FROM "orders" USING "billing"."invoices" WHERE "orders"."id" = "invoices"."id";', []],
  // Computed from what stays; without tables; never on the base branch; taken over before; no data in it.
  ['ALTER TABLE "orders" DROP COLUMN "gross";', []],
  ['DROP SCHEMA "archive";', []],
  ['CREATE TABLE "customers" ("id" int); DROP TABLE "customers";', []],
  ['DROP TABLE IF EXISTS "customers";', []],
  [`${COPY} ALTER TABLE "orders" DROP COLUMN "note" CASCADE;`, []],
  ['DROP VIEW "noted"; DROP INDEX "orders_note_index"; DROP TYPE "state";', []],
  [`${COPY} TRUNCATE "orders";`, []],
  ['CREATE TABLE "kept" AS SELECT * FROM "orders"; ALTER TABLE "orders" DROP COLUMN "total" CASCADE;', []],
  ['UPDATE "orders" SET "note" = "total"::text; ALTER TABLE "orders" DROP COLUMN "total" CASCADE;', []],
  // Written to, or read in another column.
  [
    `INSERT INTO "orders" ("note") VALUES ('last'); DROP TABLE "orders" CASCADE;`,
    [drops('drops table "orders" and its rows')],
  ],
  [
    `${COPY} ALTER TABLE "orders" DROP COLUMN "total" CASCADE;`,
    [drops('drops column "total" of "orders" and its values')],
  ],
  // Copied afterwards is too late, and another table's copy is none.
  [`DROP TABLE "billing"."invoices"; ${COPY}`, [drops('drops table "billing"."invoices" and its rows')]],
  ['ALTER TABLE "orders" RENAME TO "purchases";', [renames('table "orders"')]],
  ['ALTER TABLE "orders" RENAME COLUMN "note" TO "remark";', [renames('column "note" of "orders"')]],
  ['ALTER VIEW "noted" RENAME TO "remarks";', [renames('view "noted"')]],
  ['ALTER TABLE "orders" SET SCHEMA "archive";', [renames('table "orders"')]],
  ['ALTER INDEX "orders_note_index" RENAME TO "by_note"; ALTER TYPE "state" RENAME VALUE \'open\' TO \'new\';', []],
  ['CREATE TABLE "customers" ("id" int); ALTER TABLE "customers" RENAME TO "clients";', []],
];

(hasGit() ? describe : describe.skip)('a new migration', () => {
  test.each(CASES)('%s', async (sql, told) => {
    expect(await tell(sql)).toEqual(told);
  });

  test('of a column that is replaced is told once, as a rename', async () => {
    expect(
      await tell('ALTER TABLE "orders" ADD COLUMN "sum" int; ALTER TABLE "orders" DROP COLUMN "total" CASCADE;'),
    ).toEqual([]);
  });
});

(hasGit() ? test : test.skip)('merged migrations, and all where no base is known, are not judged', async () => {
  const dropped = journal({ '0000_orders': BASE, '0001_drop': 'DROP TABLE "orders" CASCADE;' });
  for (const base of [dropped, undefined]) {
    using project = lay(dropped, base);
    const { verdict } = await runFixture(project.path, '--idempotency', 'off');
    expect(verdict.projects[0]?.findings.filter(({ code }) => code.startsWith('safety/'))).toEqual([]);
  }
});
