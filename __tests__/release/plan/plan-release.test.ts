/** Plans for databases in every state, and what they are refused for. */
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type postgres from 'postgres';
import { judge } from '../../../src/checks/judge.js';
import { CHECKS } from '../../../src/checks/registry.js';
import { gathered } from '../../../src/model/gathered.js';
import type { EphemeralDatabase, EphemeralServer } from '../../../src/model/server.js';
import { openDeployed } from '../../../src/postgres/deployed/open-deployed.js';
import { projectOfMigrations } from '../../../src/project/config/load-project.js';
import { readHistory } from '../../../src/project/history/read-history.js';
import type { PlanRequest } from '../../../src/release/plan/gather-release.js';
import { planRelease } from '../../../src/release/plan/plan-release.js';
import { startPooler } from '../../postgres/deployed/pooler.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../../postgres/servers-at-hand.js';
import { urlOf } from '../../postgres/url-of.js';
import { writeFiles } from '../../project/write-files.js';
import { deployShop, projectFiles } from '../shop.js';

interface Case extends Partial<Pick<PlanRequest, 'accepted' | 'mode'>> {
  readonly server?: Partial<PlanRequest['server']>;
  /** What people have done to the database by hand. */
  readonly deployed?: (sql: postgres.Sql) => Promise<unknown>;
  readonly url?: (sql: postgres.Sql) => string;
}

const byHand = (text: string) => (sql: postgres.Sql) => sql.unsafe(text);

/** Connects as a role that `rights` describe, besides what every reader of the tracker has. */
const asClerk = (rights: string): Case => ({
  deployed: (sql) =>
    sql.unsafe(`CREATE ROLE clerk LOGIN; GRANT USAGE ON SCHEMA drizzle TO clerk;
      GRANT SELECT ON drizzle.__drizzle_migrations TO clerk; REVOKE CREATE ON SCHEMA public FROM public; ${rights}`),
  url: (sql) => urlOf(sql).replace('postgres://postgres@', 'postgres://clerk@'),
});

// The embedded server serves one connection at a time, and a plan opens two.
(PROVIDERS_AT_HAND.length === 1 ? describe.skip : describe)('a plan', () => {
  let server: EphemeralServer;
  beforeAll(async () => {
    server = await startAtHand('local');
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  async function plan(pending: readonly string[], given: Case = {}) {
    await using database = await server.createDatabase();
    return await planFor(database, pending, given);
  }

  async function planFor(database: EphemeralDatabase, pending: readonly string[], given: Case) {
    const { deployed = async () => {}, url = urlOf, accepted = [], mode = 'shared' } = given;
    using folder = writeFiles(projectFiles(pending));
    const cwd = folder.path;
    const project = await projectOfMigrations('drizzle', cwd);
    const history = await readHistory(`${cwd}/drizzle`, cwd);
    const sql = await database.connect();
    await deployShop(sql, history, project.tracker);
    await deployed(sql);
    const target = { url: url(sql), variable: 'DATABASE_URL' };
    await using connection = await openDeployed(target.url, target.variable);
    const request: PlanRequest = {
      project,
      siblings: [],
      history,
      cwd,
      now: Date.UTC(2026, 10, 1),
      server: { provider: 'local', version: null, image: null, givenUrl: null, ...given.server },
      bootstrap: [],
      timeoutSeconds: 60,
      onStep: () => {},
      target,
      accepted,
      mode,
    };
    return await planRelease(request, connection);
  }

  const refusals = ({ plan: { refusals: found } }: Awaited<ReturnType<typeof plan>>) =>
    found.map(({ code, message }) => `${code}: ${message}`);

  test('says what would run, what it locks, and how large that is', async () => {
    const release = await plan(['ALTER TABLE orders ALTER total TYPE int'], {
      deployed: async (sql) => {
        await sql`INSERT INTO orders SELECT n, 1, n FROM generate_series(1, 1000) n`;
        await sql`ANALYZE orders`;
      },
    });
    expect(refusals(release)).toEqual([]);
    expect(release.plan).toMatchObject({
      schemaVersion: 1,
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      pending: [{ tag: '0001_orders', statements: [{ rewrites: ['public.orders'] }] }],
      tables: [{ table: 'public.orders', estimatedRows: 1000, bytes: expect.any(Number) }],
    });
    expect(release.plan.tables[0]?.bytes).toBeGreaterThan(40_000);
    expect(release.proof?.steps).toHaveLength(1);
  });

  test('has nothing to say where nothing is pending', async () => {
    const { plan: made } = await plan([]);
    expect(made).toMatchObject({ refusals: [], pending: [], tables: [] });
  });

  test('leaves the database as it was', async () => {
    await using database = await server.createDatabase();
    const sql = await database.connect();
    const count = () => sql`SELECT (SELECT count(*) FROM pg_class) AS c, (SELECT count(*) FROM pg_roles) AS r`;
    let before: unknown;
    await planFor(database, ['CREATE TABLE invoices (id bigint); CREATE ROLE clerk'], {
      deployed: async () => {
        before = await count();
      },
    });
    expect(await count()).toEqual(before);
  });

  const DRIFT = 'ALTER TABLE orders ADD rebate int; CREATE INDEX orders_total ON orders (total)';
  const DOMAIN = 'CREATE DOMAIN cents AS int';
  const TRIGGER = `CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
    CREATE TRIGGER noted BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION note()`;

  test.each<[what: string, pending: string, given: Case, expected: readonly string[]]>([
    [
      'drift',
      'SELECT 1',
      { deployed: byHand(DRIFT) },
      [
        'release/drift-not-accepted: column public.orders.rebate is in the database, and no applied migration creates it',
        'release/drift-not-accepted: index public.orders.orders_total is in the database, and no applied migration creates it',
      ],
    ],
    [
      'a part of drift',
      'SELECT 1',
      { deployed: byHand(DRIFT), accepted: ['column public.orders.rebate'] },
      [
        'release/drift-not-accepted: index public.orders.orders_total is in the database, and no applied migration creates it',
      ],
    ],
    [
      'no accepted drift',
      'UPDATE orders SET rebate = 1',
      { deployed: byHand(DRIFT), accepted: ['column public.orders.rebate', 'index public.orders.orders_total'] },
      [],
    ],
    [
      'no accepted trigger',
      'SELECT 1',
      { deployed: byHand(TRIGGER), accepted: ['function public.note()', 'trigger public.orders.noted'] },
      [],
    ],
    [
      'accepted drift that cannot be rebuilt',
      'SELECT 1',
      { deployed: byHand(DOMAIN), accepted: ['domain public.cents'] },
      ['release/drift-not-rebuilt: domain public.cents of the database cannot be made on the ephemeral server'],
    ],
    [
      'a statement that fails',
      'ALTER TABLE gone ADD a int',
      {},
      [
        'release/pending-fails: the release would stop in migration "0001_orders": relation "gone" does not exist (42P01)',
      ],
    ],
    [
      'COMMIT in a file',
      'ALTER TABLE orders ADD a int; COMMIT; ALTER TABLE orders ADD b int',
      {},
      ['release/ends-transaction: "COMMIT" would end the transaction of the release'],
    ],
    [
      'ALTER SYSTEM',
      "ALTER SYSTEM SET work_mem = '8MB'",
      {},
      ['release/beyond-database: ALTER SYSTEM changes the server, not the database'],
    ],
  ])('is refused for %s', async (_, pending, given, expected) => {
    expect(refusals(await plan([pending], given))).toEqual(expected);
  });

  test.each<[what: string, sql: string, code: string]>([
    ['an edited entry', "UPDATE drizzle.__drizzle_migrations SET hash = 'a'", 'tracker/edited-after-apply'],
    [
      'an entry that would be passed over',
      'UPDATE drizzle.__drizzle_migrations SET created_at = created_at + 1000',
      'tracker/skipped-entry',
    ],
    [
      'rows of another project',
      "INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('a', 1)",
      'tracker/orphan-row',
    ],
    ['times as text', 'ALTER TABLE drizzle.__drizzle_migrations ALTER created_at TYPE text', 'tracker/wrong-type'],
    ['a tracker that is gone', 'DROP TABLE drizzle.__drizzle_migrations', 'tracker/missing-while-populated'],
  ])('is refused for %s', async (_, sql, code) => {
    const { plan: made } = await plan(['SELECT 1'], { deployed: byHand(sql) });
    expect(made.refusals.map((finding) => finding.code)).toContain(code);
  });

  test('is refused on a server of another major version', async () => {
    const release = await plan(['SELECT 1'], { server: { provider: 'embedded' } });
    expect(release.plan).toMatchObject({ refusals: [{ code: 'release/server-version' }], pending: [] });
    expect(release.proof).toBeNull();
  });

  test('names every right that is missing, once', async () => {
    const pending = `ALTER TABLE orders ADD a int, ADD b int; CREATE TABLE invoices (id int); CREATE INDEX ON orders (a);
      CREATE SCHEMA sales; CREATE TABLE sales.items (id int); CREATE ROLE auditor`;
    const release = await plan([pending], asClerk(''));
    expect(refusals(release).map((text) => text.replace(/gatekeeper_\w+/, 'shop'))).toEqual([
      'release/missing-rights: role "clerk" may not change table "public.orders", which "postgres" owns',
      'release/missing-rights: role "clerk" may not create objects in schema "public"',
      'release/missing-rights: role "clerk" may not create roles',
      'release/missing-rights: role "clerk" may not create schemas or extensions in database "shop"',
      'release/missing-rights: role "clerk" may not write into the tracker "drizzle.__drizzle_migrations"',
    ]);
  });

  test('is made by a role that owns the schema, and may create neither schemas nor databases', async () => {
    const rights = `ALTER TABLE orders OWNER TO clerk; ALTER TABLE customers OWNER TO clerk; ALTER SCHEMA public OWNER TO clerk;
      GRANT INSERT ON drizzle.__drizzle_migrations TO clerk;
      GRANT USAGE ON SEQUENCE drizzle.__drizzle_migrations_id_seq TO clerk;`;
    const pending = 'ALTER TABLE orders ADD a int; CREATE TABLE invoices (id int); CREATE INDEX ON orders (a)';
    const release = await plan([pending], asClerk(rights));
    expect(refusals(release)).toEqual([]);
    expect(release.facts.release).toMatchObject({
      value: { rights: { mayCreateSchemas: false, mayCreateRoles: false } },
    });
  });

  test.each<[what: string, pending: string, code: string | null, hint: RegExp]>([
    [
      'an index without a name',
      'CREATE INDEX CONCURRENTLY ON orders (total)',
      'release/cannot-resume',
      /^Give the index a name/,
    ],
    [
      'rows beside an index',
      'CREATE INDEX CONCURRENTLY o ON orders (total); INSERT INTO orders VALUES (1)',
      'release/cannot-resume',
      /^Move the statement to a migration of its own/,
    ],
    [
      'a guarded column beside an index',
      'ALTER TABLE orders ADD IF NOT EXISTS a int; CREATE INDEX CONCURRENTLY o ON orders (a)',
      null,
      /^$/,
    ],
  ])('is refused outside of a transaction where it could not be taken up again: %s', async (_, pending, code, hint) => {
    const { plan: made } = await plan([pending]);
    expect(made.refusals.map((finding) => finding.code)).toEqual(code === null ? [] : [code]);
    expect(made.refusals.map((finding) => finding.hint ?? '')).toEqual(
      code === null ? [] : [expect.stringMatching(hint)],
    );
  });

  test('tells how to use an enum value that the same release adds', async () => {
    const pending = ["ALTER TYPE state ADD VALUE 'paid'", "ALTER TABLE orders ADD state state DEFAULT 'paid'"];
    const given: Case = { deployed: byHand("CREATE TYPE state AS ENUM ('open')"), accepted: ['enum public.state'] };
    const { plan: shared } = await plan(pending, given);
    expect(shared.refusals).toMatchObject([
      { code: 'release/pending-fails', hint: expect.stringContaining('--transaction per-migration') },
    ]);
    const { plan: apart } = await plan(pending, { ...given, mode: 'per-migration' });
    expect(apart).toMatchObject({ refusals: [], pending: [{ transaction: 'own' }, { transaction: 'own' }] });
  });

  test('is refused for a standby', async () => {
    const { facts } = await plan(['SELECT 1']);
    if (facts.deployed.status !== 'gathered') throw new Error('no database was read');
    const { value } = facts.deployed;
    const deployed = gathered({ ...value, server: { ...value.server, isStandby: true } });
    expect(judge({ ...facts, deployed }, CHECKS).map(({ code }) => code)).toContain('release/standby');
    expect(judge(facts, CHECKS).map(({ code }) => code)).not.toContain('release/standby');
  });

  test('is refused through a pooler in transaction mode', async () => {
    await using database = await server.createDatabase();
    const socketDirectory = dirname(String((await database.connect()).options.path));
    await using pooler = await startPooler({ socketDirectory, database: database.name, mode: 'transaction', size: 2 });
    const release = await planFor(database, ['SELECT 1'], {
      url: () => `postgres://postgres@127.0.0.1:${pooler.port}/${database.name}`,
    });
    expect(refusals(release)).toEqual([
      'release/pooler: two connections to the database were served by one server process in turns',
    ]);
  });

  test('has another fingerprint as soon as tracker, catalog or files move', async () => {
    const prints = await Promise.all([
      plan(['SELECT 1']),
      plan(['SELECT 1']),
      plan(['SELECT 2']),
      plan(['SELECT 1'], { deployed: byHand('ALTER TABLE orders ADD rebate int') }),
      plan(['SELECT 1'], {
        deployed: byHand("INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('a', 1)"),
      }),
    ]);
    const [first, again, ...moved] = prints.map((release) => release.plan.fingerprint);
    expect(again).toBe(first);
    expect(new Set([first, ...moved]).size).toBe(4);
  });
});
