import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from '@jest/globals';
import type postgres from 'postgres';
import type { EphemeralDatabase, EphemeralServer } from '../../../src/model/server.js';
import { replayFreshInstall, replayStepByStep } from '../../../src/postgres/replay/replay.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../servers-at-hand.js';
import { scriptOf } from './script.js';

const ORDERS = 'CREATE TABLE "orders" ("id" serial PRIMARY KEY NOT NULL, "status" text);';
const INVOICES = 'CREATE TABLE "invoices" ("order_id" integer REFERENCES "orders"("id"));';

describe.each(PROVIDERS_AT_HAND)('replays on %s', (provider) => {
  let server: EphemeralServer;
  let database: EphemeralDatabase;
  let sql: postgres.Sql;
  const tables = async () =>
    (
      await sql`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`
    ).map(({ relname }) => relname as string);

  beforeAll(async () => {
    server = await startAtHand(provider);
  });
  afterAll(async () => server[Symbol.asyncDispose]());
  beforeEach(async () => {
    database = await server.createDatabase();
    sql = await database.connect();
  });
  afterEach(async () => database[Symbol.asyncDispose]());

  test('step by step commits each migration and fills the tracker as Drizzle does', async () => {
    const script = await scriptOf(ORDERS, INVOICES);
    const outcome = await replayStepByStep(sql, script);
    expect(outcome).toMatchObject({ applied: ['0000', '0001'], failure: null });
    expect(await tables()).toEqual(['invoices', 'orders']);
    const rows = await sql`SELECT id, hash, created_at::text FROM drizzle.__drizzle_migrations ORDER BY id`;
    expect([...rows]).toEqual(
      script.migrations.map(({ hash, when }, index) => ({ id: index + 1, hash, created_at: String(when) })),
    );
  });

  test('step by step stops at the failing statement and keeps what came before', async () => {
    const text = `${ORDERS}\n--> statement-breakpoint\nSELECT 1; ALTER TABLE "ordrs" ADD "note" text; SELECT 2;`;
    const { applied, failure } = await replayStepByStep(
      sql,
      await scriptOf(INVOICES.replace('REFERENCES "orders"("id")', ''), text),
    );
    expect(applied).toEqual(['0000']);
    expect(failure).toMatchObject({
      tag: '0001',
      file: 'drizzle/0001.sql',
      statement: 'ALTER TABLE "ordrs" ADD "note" text',
      error: { sqlstate: '42P01', message: 'relation "ordrs" does not exist' },
    });
    expect(text.slice(failure?.span.start, failure?.span.end)).toBe('ALTER TABLE "ordrs" ADD "note" text');
    expect(await tables()).toEqual(['invoices']);
  });

  test('step by step runs what no transaction takes in none, and goes on behind it', async () => {
    const index = 'CREATE INDEX CONCURRENTLY "orders_status" ON "orders" ("status");';
    const { applied, failure } = await replayStepByStep(sql, await scriptOf(ORDERS, index, INVOICES));
    expect({ applied, failure }).toEqual({ applied: ['0000', '0001', '0002'], failure: null });
    const failing = await scriptOf('SELECT 1;', `${index}\n${index}`, 'SELECT 2;');
    await sql`DROP INDEX "orders_status"`;
    await sql`DROP TABLE drizzle.__drizzle_migrations`;
    expect(await replayStepByStep(sql, failing)).toMatchObject({
      applied: ['0000'],
      failure: { tag: '0001', span: { start: index.length + 1 }, error: { sqlstate: '42P07' } },
    });
  });

  test.each([
    ["ALTER SYSTEM SET work_mem = '8MB'", 'VACUUM "orders"'],
    ['CREATE DATABASE "warehouse"', 'CREATE INDEX CONCURRENTLY ON "orders" ("id")'],
  ])('%s stays in a transaction, where it is refused', async (beyond, alone) => {
    const { failure } = await replayStepByStep(sql, await scriptOf(ORDERS, `${beyond}; ${alone};`));
    expect(failure).toMatchObject({ tag: '0001', error: { sqlstate: '25001' } });
  });

  test('the token that the server names is found behind characters outside the basic plane', async () => {
    const text = `/* 🧾 */ SELECT '🧾🧾', "totl" FROM pg_class;`;
    const { failure } = await replayStepByStep(sql, await scriptOf(text));
    expect(failure?.error.sqlstate).toBe('42703');
    expect(text.slice(failure?.token?.start, failure?.token?.end)).toBe('"totl"');
  });

  test('a chunk that does not parse is refused by the server, at the token', async () => {
    const text = 'CREATE TABLE "orders" ("id" integer,);';
    const { failure } = await replayStepByStep(sql, await scriptOf(text));
    expect(failure?.error.sqlstate).toBe('42601');
    expect(text.slice(failure?.token?.start, failure?.token?.end)).toBe(')');
  });

  test.each(['COPY "orders" FROM STDIN', `COPY "orders" ("status") FROM STDIN WITH (FORMAT csv); SELECT 1`])(
    '%s fails for want of data, after what stands before it',
    async (copy) => {
      const before = await replayStepByStep(sql, await scriptOf(`${ORDERS} SELECT 1 / 0; ${copy}`));
      expect(before.failure?.error.sqlstate).toBe('22012');
      const { failure } = await replayStepByStep(sql, await scriptOf(ORDERS, `SELECT 1; ${copy}`));
      expect(failure).toMatchObject({ tag: '0001', statement: copy.split(';')[0], error: { sqlstate: '57014' } });
      expect(await tables()).toEqual(['orders']);
    },
  );

  test('a setting reaches the next migration in a fresh install alone', async () => {
    const script = await scriptOf(`${ORDERS} SELECT set_config('search_path', '', false);`, INVOICES);
    expect((await replayFreshInstall(sql, script)).failure).toMatchObject({
      tag: '0001',
      error: { sqlstate: '3F000' },
    });
    expect((await replayStepByStep(sql, script)).failure).toBeNull();
  });

  test('a fresh install leaves nothing behind, roles included', async () => {
    const script = await scriptOf('CREATE ROLE "clerk"; CREATE TABLE "orders" ("id" integer);');
    expect((await replayFreshInstall(sql, script)).failure).toBeNull();
    expect(await tables()).toEqual([]);
    expect([...(await sql`SELECT rolname FROM pg_roles WHERE rolname = 'clerk'`)]).toEqual([]);
    expect([...(await sql`SELECT current_user::text AS name`)]).toEqual([{ name: 'postgres' }]);
    expect((await replayStepByStep(sql, script)).failure).toBeNull();
  });

  test('a migration that leaves another role fails where the migrator writes its row', async () => {
    const script = await scriptOf(ORDERS, 'CREATE ROLE "teller"; SET ROLE "teller";');
    const { applied, failure } = await replayStepByStep(sql, script);
    expect(applied).toEqual(['0000']);
    expect(failure).toMatchObject({ tag: '0001', error: { sqlstate: '42501' } });
    expect([...(await sql`SELECT current_user::text AS name`)]).toEqual([{ name: 'postgres' }]);
  });

  test('a deferred constraint that does not hold fails at COMMIT, and the migration with it', async () => {
    const deferred = 'FOREIGN KEY ("order_id") REFERENCES "orders"("id") DEFERRABLE INITIALLY DEFERRED';
    const script = await scriptOf(
      ORDERS,
      `CREATE TABLE "invoices" ("order_id" integer, ${deferred}); INSERT INTO "invoices" VALUES (1);`,
    );
    const { applied, failure } = await replayStepByStep(sql, script);
    expect(applied).toEqual(['0000']);
    expect(failure).toMatchObject({ tag: '0001', statement: 'COMMIT', error: { sqlstate: '23503' } });
    expect(await tables()).toEqual(['orders']);
    await using other = await server.createDatabase();
    const atOnce = await replayFreshInstall(await other.connect(), script);
    expect(atOnce.failure).toMatchObject({ tag: '0001', statement: 'COMMIT', error: { sqlstate: '23503' } });
  });

  test('a deferred constraint may be satisfied by a later migration of the same transaction', async () => {
    const deferred = 'REFERENCES "orders" DEFERRABLE INITIALLY DEFERRED';
    const invoices = `CREATE TABLE "invoices" ("order_id" integer ${deferred}); INSERT INTO "invoices" VALUES (1);`;
    const script = await scriptOf(ORDERS, invoices, 'INSERT INTO "orders" VALUES (1);');
    expect((await replayFreshInstall(sql, script)).failure).toBeNull();
  });

  test('an enum value is usable in the migration after it, and in one transaction only where the server allows it', async () => {
    const script = await scriptOf(
      `CREATE TYPE "status" AS ENUM ('open'); CREATE TABLE "orders" ("status" "status");`,
      `ALTER TYPE "status" ADD VALUE 'paid';`,
      `UPDATE "orders" SET "status" = 'paid';`,
    );
    expect((await replayStepByStep(sql, script)).failure).toBeNull();
    await using other = await server.createDatabase();
    const { failure } = await replayFreshInstall(await other.connect(), script);
    // PostgreSQL 17 lets a value be used that was added to a type of the same transaction.
    expect(failure?.error.sqlstate).toBe(server.versionNumber < 170000 ? '55P04' : undefined);
  });

  test('the 1.0 line is recorded by name', async () => {
    const script = { ...(await scriptOf(ORDERS)), layout: 'folders' as const };
    await replayStepByStep(sql, script);
    expect([...(await sql`SELECT name, applied_at IS NOT NULL AS dated FROM drizzle.__drizzle_migrations`)]).toEqual([
      { name: '0000', dated: true },
    ]);
  });

  test('a place for the tracker in public is honoured', async () => {
    const script = { ...(await scriptOf(ORDERS)), tracker: { schema: 'public', table: 'migrations' } };
    await replayStepByStep(sql, script);
    expect(await tables()).toEqual(['migrations', 'orders']);
  });
});
