import { describe, expect, test } from '@jest/globals';
import { skipped } from '../../src/model/gathered.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { mayGoSideBySide } from '../../src/gather/side-by-side.js';
import type { Workload } from '../../src/gather/workload.js';
import { scriptOf } from '../postgres/replay/script.js';

const CONCURRENT = { isConcurrent: true } as EphemeralServer;
const nothing = skipped('not part of the test');

async function workloadOf(sql: string): Promise<Workload> {
  return {
    script: await scriptOf('CREATE TABLE "orders" ("id" integer);', sql),
    obstacle: null,
    bootstrap: [],
    prelude: [],
    endsTransactions: false,
    judges: () => true,
    secondRun: nothing,
    schema: Promise.resolve({} as Awaited<Workload['schema']>),
    onStep: () => {},
    openLane: () => ({ enter: () => {}, leave: () => {} }),
    upgrade: nothing,
    newTags: null,
  };
}

describe('two databases of one server are worked on at once', () => {
  test.each([
    'ALTER TABLE "orders" ADD COLUMN "user" text;',
    'CREATE TABLE "user" ("role" text, "group" text);',
    'GRANT SELECT ON "orders" TO "clerk";',
    'REVOKE ALL ON SCHEMA "public" FROM PUBLIC;',
    'CREATE POLICY "own" ON "orders" TO "clerk" USING (true);',
    'SET ROLE "clerk";',
    'CREATE SCHEMA "shop" AUTHORIZATION "clerk";',
  ])('by %s', async (sql) => {
    expect(mayGoSideBySide(CONCURRENT, await workloadOf(sql))).toBe(true);
  });

  test.each([
    'CREATE ROLE "clerk";',
    'create\n  user "clerk";',
    'DO $$ BEGIN EXECUTE format($q$DROP ROLE IF EXISTS %I$q$, current_user); END $$;',
    'ALTER ROLE "clerk" SET search_path = shop;',
    'ALTER DATABASE "shop" SET timezone = $$UTC$$;',
    'COMMENT ON ROLE "clerk" IS $$reads orders$$;',
    'GRANT CONNECT ON DATABASE "shop" TO "clerk";',
    'GRANT "clerk" TO "manager";',
    'GRANT "clerk", "guest"\n TO "manager" WITH ADMIN OPTION;',
    'REVOKE "clerk" FROM "manager";',
    'REASSIGN OWNED BY "clerk" TO "manager";',
    'DROP OWNED BY "clerk";',
    'GRANT SET ON PARAMETER log_min_duration_statement TO "clerk";',
    'CREATE SUBSCRIPTION "orders" CONNECTION $$dbname=shop$$ PUBLICATION "orders" WITH (connect = false);',
    "SELECT pg_create_logical_replication_slot('orders', 'pgoutput');",
    "SELECT pg_replication_origin_create('orders');",
    "SELECT dblink_exec('dbname=postgres', 'VACUUM');",
  ])('but not by %s', async (sql) => {
    expect(mayGoSideBySide(CONCURRENT, await workloadOf(sql))).toBe(false);
  });

  test('but not on a server with one backend, and not on a platform', async () => {
    const workload = await workloadOf('SELECT 1;');
    expect(mayGoSideBySide({ ...CONCURRENT, isConcurrent: false }, workload)).toBe(false);
    const bootstrap = [{ path: 'platform.sql', text: 'SELECT 1;' }];
    expect(mayGoSideBySide(CONCURRENT, { ...workload, bootstrap })).toBe(false);
  });
});
