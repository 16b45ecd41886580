import { describe, expect, test } from '@jest/globals';
import { runFixture } from '../../scripts/run-fixture.js';
import { runBootstrap } from '../../src/gather/bootstrap.js';
import { platformSql, type Platform } from '../../src/gather/platforms/platform.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../postgres/servers-at-hand.js';

/** Statements of real projects that fail on a bare Postgres. */
const RELYING: Readonly<Record<Platform, readonly string[]>> = {
  supabase: [
    'CREATE TABLE "profiles" ("id" uuid PRIMARY KEY REFERENCES "auth"."users"("id") ON DELETE cascade)',
    'CREATE POLICY "own profile" ON "profiles" FOR SELECT TO "authenticated" USING ((select auth.uid()) = "id")',
    `CREATE POLICY "avatars" ON storage.objects FOR INSERT TO anon WITH CHECK ((storage.foldername(name))[1] = 'avatars')`,
    'CREATE POLICY "listen" ON realtime.messages FOR SELECT TO authenticated USING (realtime.topic() IS NOT NULL)',
    'ALTER PUBLICATION supabase_realtime ADD TABLE "profiles"',
    'GRANT ALL ON "profiles" TO service_role',
  ],
  neon: [
    'CREATE TABLE "todos" ("user_id" text DEFAULT (auth.user_id()) NOT NULL REFERENCES "neon_auth"."users_sync"("id"))',
    'CREATE POLICY "own todos" ON "todos" TO authenticated USING ((select auth.user_id() = "user_id"))',
  ],
  rds: [
    'CREATE TABLE "orders" ("id" integer)',
    'GRANT ALL ON "orders" TO rds_superuser',
    'GRANT rds_iam TO CURRENT_USER',
  ],
};

describe.each(PROVIDERS_AT_HAND)('on %s', (provider) => {
  test.each(Object.keys(RELYING) as Platform[])(
    'the preset of %s carries what migrations rely on',
    async (platform) => {
      await using server = await startAtHand(provider);
      await using database = await server.createDatabase();
      const sql = await database.connect();
      const [first = ''] = RELYING[platform];
      if (platform !== 'rds') await expect(sql.unsafe(first)).rejects.toThrow('does not exist');
      await runBootstrap(sql, [platformSql(platform)], () => {});
      for (const statement of RELYING[platform]) await sql.unsafe(statement);
    },
  );

  test('a preset runs where its roles are there already', async () => {
    await using server = await startAtHand(provider);
    await using database = await server.createDatabase();
    const sql = await database.connect();
    await sql`CREATE ROLE anon`.simple();
    await runBootstrap(sql, [platformSql('supabase')], () => {});
    expect([...(await sql`SELECT auth.uid() AS uid, auth.role() AS role`)]).toEqual([{ uid: null, role: null }]);
  });
});

test('what the platform has is neither drift nor unmanaged', async () => {
  const flags = ['--platform', 'supabase', '--idempotency', 'off'];
  const { verdict } = await runFixture('migrations-fixtures/history/missing-tag/good', ...flags);
  expect(verdict.projects[0]).toMatchObject({ findings: [], unmanaged: [] });
});
