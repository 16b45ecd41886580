/** `apply` on real databases: what is pending runs once, as proven, or not at all. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type postgres from 'postgres';
import { migrationsOf } from '../../../src/model/history.js';
import type { EphemeralServer } from '../../../src/model/server.js';
import { createTracker } from '../../../src/postgres/tracker/write.js';
import { digestOf } from '../../../src/project/history/digest.js';
import { lockKey } from '../../../src/release/apply/lock.js';
import { makeBackup } from '../../../src/release/backup/backup.js';
import { findDump } from '../../../src/release/backup/find-dump.js';
import { parseHistory } from '../../../src/sql/parse.js';
import { findBinaries } from '../../../src/postgres/servers/find-binaries.js';
import { startServer } from '../../../src/postgres/servers/start-server.js';
import { urlOf } from '../../postgres/url-of.js';
import { historyOf, PLACE, releaseOf, type Release } from './release.js';

const ORDERS = 'CREATE TABLE orders (id serial PRIMARY KEY, total integer NOT NULL);';
const STATE = 'ALTER TABLE orders ADD COLUMN state text;\nINSERT INTO orders (total) VALUES (1), (1);';
const POSITIVE = '-- no refunds\nALTER TABLE orders ADD CONSTRAINT orders_positive CHECK (total > 0);';
const INDEX = 'CREATE INDEX CONCURRENTLY orders_total_idx ON orders (total);';
const UNIQUE = 'CREATE UNIQUE INDEX CONCURRENTLY orders_total_key ON orders (total);';

/** A server whose pg_dump is at hand, if there is one. */
const withDump = findBinaries(findDump(0)?.major ?? null);
const major = (withDump ?? findBinaries(null))?.major ?? null;
const onNative = major === null ? describe.skip : describe;
if (major === null) console.warn('no release is tested: no PostgreSQL is installed');
else if (findDump(major) === null) console.warn(`no pg_dump is tested: none is installed of PostgreSQL ${major}`);

onNative('a release', () => {
  let server: EphemeralServer;
  beforeAll(async () => {
    server = await startServer({ provider: 'local', version: major, image: null, givenUrl: null, extensions: [] });
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  /** A database, a second session on it, and a release of these migrations, of which `count` are applied. */
  async function open(texts: readonly string[], count = 0, layout: 'journal' | 'folders' = 'journal') {
    const database = await server.createDatabase();
    const sql = await database.connect();
    if (count > 0) {
      const { run } = await releaseOf(server, sql, historyOf(texts.slice(0, count), layout));
      expect(await run()).toMatchObject({ outcome: 'applied', findings: [] });
    }
    try {
      const release = await releaseOf(server, sql, historyOf(texts, layout));
      return { sql, ...release, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
    } catch (error) {
      await database[Symbol.asyncDispose]();
      throw error;
    }
  }

  test('applies what is pending, writes the rows of Drizzle, and then has nothing to do', async () => {
    await using shop = await open([ORDERS, STATE, INDEX]);
    const record = await shop.run();
    expect(record).toMatchObject({
      outcome: 'applied',
      applied: ['0000_orders', '0001_orders', '0002_orders'],
      findings: [],
    });
    expect(record.before).toMatchObject({
      mark: null,
      lsn: expect.stringMatching(/^[0-9A-F]+\/[0-9A-F]+$/),
      tracker: [],
    });
    expect([...(await rowsOf(shop.sql))]).toEqual(
      shop.history.entries.map(({ migration }) => ({ hash: migration?.hash, created_at: String(migration?.when) })),
    );
    expect(await shop.run()).toMatchObject({ outcome: 'nothing-to-do', applied: [] });
  });

  test('notes the way back: mark, place in the log, time and rows', async () => {
    await using shop = await open([ORDERS, STATE], 1);
    const { before } = await shop.run();
    expect(before).toMatchObject({ mark: Date.UTC(2026, 4, 6, 9), tracker: [{ id: '1' }] });
    expect(Math.abs(Date.parse(before?.time ?? '') - Date.now())).toBeLessThan(60_000);
  });

  test('a failing statement undoes everything, and is told with file, line and SQLSTATE', async () => {
    await using shop = await open([ORDERS, STATE, POSITIVE], 1);
    await shop.sql`INSERT INTO orders (total) VALUES (-1)`;
    const { outcome, applied, findings } = await shop.run();
    expect({ outcome, applied }).toEqual({ outcome: 'rolled-back', applied: [] });
    expect(findings).toMatchObject([
      {
        code: 'release/statement-failed',
        message: expect.stringMatching(
          /^"0002_orders" stops at drizzle\/0002_orders.sql:2: .*is violated by some row \(23514\)$/,
        ),
        location: { file: 'drizzle/0002_orders.sql', line: 2 },
        evidence: [
          { kind: 'sql' },
          { kind: 'server-error', sqlstate: '23514' },
          { text: 'nothing is applied; 0001_orders, 0002_orders: rolled back, tracker included' },
        ],
      },
    ]);
    expect(await columnsOf(shop.sql)).toEqual(['id', 'total']);
    expect(await rowsOf(shop.sql)).toHaveLength(1);
  });

  test('with a transaction per migration, what went before stays', async () => {
    await using shop = await open([ORDERS, STATE, POSITIVE], 1);
    await shop.sql`INSERT INTO orders (total) VALUES (-1)`;
    const { run } = await releaseOf(server, shop.sql, shop.history, 'own');
    const { outcome, applied, findings } = await run();
    expect({ outcome, applied }).toEqual({ outcome: 'rolled-back', applied: ['0001_orders'] });
    expect(JSON.stringify(findings)).toContain('applied and recorded: 0001_orders; 0002_orders: rolled back');
    expect(await rowsOf(shop.sql)).toHaveLength(2);
  });

  test('names who holds the lock, and gives up in time', async () => {
    await using shop = await open([ORDERS]);
    await shop.sql`SELECT set_config('application_name', 'deploy of yesterday', false), pg_advisory_lock(${lockKey(PLACE)}::bigint)`;
    const waits: string[] = [];
    const { outcome, findings } = await shop.run({ onStep: (step) => void waits.push(step) });
    expect(outcome).toBe('refused');
    expect(findings).toMatchObject([
      {
        code: 'release/lock-held',
        message: expect.stringMatching(/^session \d+ \("deploy of yesterday", role "postgres", since 2/),
      },
    ]);
    expect(waits).toEqual([expect.stringMatching(/^waiting for session \d+/)]);
  });

  test('whoever waits for another one that applies says so', async () => {
    await using shop = await open([ORDERS, STATE]);
    const [first, second] = await Promise.all([shop.run({ lockWaitMs: 20_000 }), shop.run({ lockWaitMs: 20_000 })]);
    expect([first.outcome, second.outcome].sort()).toEqual(['applied', 'applied-by-other']);
    expect(await rowsOf(shop.sql)).toHaveLength(2);
  });

  test('a lock that is not to be had is tried for again', async () => {
    await using shop = await open([ORDERS, STATE], 1);
    const steps: string[] = [];
    await shop.sql`BEGIN`;
    await shop.sql`LOCK TABLE orders IN SHARE MODE`;
    const running = shop.run({ onStep: (step) => void steps.push(step), attempts: 5 });
    while (!steps.some((step) => step.includes('attempt 2 of 5'))) await new Promise((next) => setTimeout(next, 20));
    await shop.sql`ROLLBACK`;
    expect(await running).toMatchObject({ outcome: 'applied', findings: [] });
    expect(steps.join('\n')).toContain('canceling statement due to lock timeout (55P03)');
  });

  test('and not for ever', async () => {
    await using shop = await open([ORDERS, STATE], 1);
    await shop.sql`BEGIN`;
    await shop.sql`LOCK TABLE orders IN SHARE MODE`;
    const { outcome, findings, applied } = await shop.run({ attempts: 2 });
    await shop.sql`ROLLBACK`;
    expect({ outcome, applied }).toEqual({ outcome: 'rolled-back', applied: [] });
    expect(findings).toMatchObject([
      { code: 'release/statement-failed', location: { file: 'drizzle/0001_orders.sql', line: 1 } },
    ]);
  });

  test('a statement that takes too long is ended, and nothing of it stays', async () => {
    await using shop = await open([ORDERS, `${STATE}\nSELECT pg_sleep(3);`]);
    const { findings } = await shop.run({ inTransaction: { lockTimeoutMs: 400, statementTimeoutMs: 1000 } });
    expect(findings).toMatchObject([
      {
        message: expect.stringContaining(
          'drizzle/0001_orders.sql:3: canceling statement due to statement timeout (57014)',
        ),
      },
    ]);
    expect(
      await shop.sql`SELECT to_regclass('orders') AS orders, to_regclass('drizzle.__drizzle_migrations') AS tracker`,
    ).toEqual([{ orders: null, tracker: null }]);
  });

  test('what comes out otherwise than proven is not committed', async () => {
    await using shop = await open([ORDERS, STATE], 1);
    await shop.sql.unsafe(`
      CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS $$
        BEGIN IF NOT EXISTS (SELECT FROM pg_class WHERE relname = 'audit') THEN CREATE TABLE audit (id int); END IF; END $$`);
    const { run } = await releaseOf(server, shop.sql, shop.history);
    await shop.sql`CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('ALTER TABLE') EXECUTE FUNCTION watch()`;
    const { outcome, findings } = await run();
    expect(outcome).toBe('rolled-back');
    expect(findings).toMatchObject([
      {
        code: 'release/result-differs',
        evidence: expect.arrayContaining([{ kind: 'text', text: 'table public.audit is extra' }]),
      },
    ]);
    expect(await columnsOf(shop.sql)).toEqual(['id', 'total']);
  });

  test('a tracker that swallows rows is seen before COMMIT', async () => {
    await using shop = await open([ORDERS, STATE], 1);
    await shop.sql`CREATE RULE swallow AS ON INSERT TO drizzle.__drizzle_migrations DO INSTEAD NOTHING`;
    const { findings } = await shop.run();
    expect(findings).toMatchObject([{ message: 'the tracker has 0 rows of "0001_orders", in state "pending"' }]);
    expect(await columnsOf(shop.sql)).toEqual(['id', 'total']);
  });

  test.each([
    ['lets go of the lock', 'SELECT pg_advisory_unlock_all();', 'release/lock-lost'],
    [
      'breaks a deferred constraint',
      'INSERT INTO orders (id, total, parent) VALUES (7, 1, 99);',
      'release/statement-failed',
    ],
  ])('a migration that %s is undone', async (_, statement, code) => {
    const parent = 'ALTER TABLE orders ADD COLUMN parent int REFERENCES orders DEFERRABLE INITIALLY DEFERRED;';
    await using shop = await open([ORDERS, parent], 1);
    const release = await releaseOf(server, shop.sql, historyOf([ORDERS, parent]));
    const file = historyOf([ORDERS, `${parent}\n${statement}`]);
    const { findings } = await withTexts(release, file);
    expect(findings).toMatchObject([{ code }]);
    expect(await columnsOf(shop.sql)).toEqual(['id', 'total']);
  });

  describe('outside of a transaction', () => {
    test('an invalid index that a killed run has left is built anew', async () => {
      await using shop = await open([ORDERS, INDEX], 1);
      await shop.sql.unsafe(INDEX);
      await shop.sql`UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'orders_total_idx'::regclass`;
      const before = await oidOf(shop.sql);
      expect(await shop.run()).toMatchObject({ outcome: 'applied', findings: [] });
      expect(await oidOf(shop.sql)).not.toBe(before);
    });

    test('an index that is there and as planned is not built again', async () => {
      await using shop = await open([ORDERS, INDEX], 1);
      await shop.sql.unsafe(INDEX);
      const before = await oidOf(shop.sql);
      expect(await shop.run()).toMatchObject({ outcome: 'applied', findings: [] });
      expect(await oidOf(shop.sql)).toBe(before);
    });

    test('one of that name and of another kind is let alone, and told', async () => {
      await using shop = await open([ORDERS, INDEX], 1);
      await shop.sql`CREATE INDEX orders_total_idx ON orders (total, id)`;
      const { findings } = await shop.run();
      expect(findings).toMatchObject([
        { message: expect.stringContaining('relation "orders_total_idx" already exists (42P07)') },
      ]);
    });

    test('an index that could not be built leaves nothing behind', async () => {
      await using shop = await open([ORDERS, UNIQUE], 1);
      await shop.sql`INSERT INTO orders (total) VALUES (1), (1)`;
      const { outcome, findings } = await shop.run();
      expect(outcome).toBe('rolled-back');
      expect(findings).toMatchObject([{ code: 'release/statement-failed', evidence: [{}, { sqlstate: '23505' }, {}] }]);
      expect(await shop.sql`SELECT FROM pg_class WHERE relname = 'orders_total_key'`).toHaveLength(0);
      await shop.sql`DELETE FROM orders`;
      expect(await shop.run()).toMatchObject({ outcome: 'applied' });
    });

    test.each([
      ['a statement that cannot run twice', `${STATE}--> statement-breakpoint\n${INDEX}`, 'drizzle/0001_orders.sql', 1],
      ['an index without a name', 'CREATE INDEX CONCURRENTLY ON orders (total);', 'drizzle/0001_orders.sql', 1],
    ])('%s is refused', async (_, text, file, line) => {
      await using shop = await open([ORDERS, text], 1);
      const { outcome, findings } = await shop.run();
      expect(outcome).toBe('refused');
      expect(findings).toMatchObject([{ code: 'release/cannot-resume', location: { file, line } }]);
    });
  });

  test('a role that owns its schema and may create no other one', async () => {
    await using shop = await open([ORDERS, STATE]);
    await shop.sql.unsafe(`
      CREATE ROLE deployer LOGIN; CREATE SCHEMA drizzle AUTHORIZATION deployer;
      REVOKE ALL ON DATABASE "${shop.sql.options.database}" FROM PUBLIC; GRANT CONNECT ON DATABASE "${shop.sql.options.database}" TO deployer;
      GRANT CREATE, USAGE ON SCHEMA public TO deployer`);
    expect(await shop.run({}, 'deployer')).toMatchObject({
      outcome: 'applied',
      findings: [],
      before: { lsn: expect.any(String) },
    });
  });

  test('a tracker of 0.x becomes one of 1.0, as drizzle-orm 1.0 makes it', async () => {
    await using shop = await open([ORDERS, STATE], 1, 'folders');
    const [first] = shop.history.entries;
    await shop.sql`DROP TABLE drizzle.__drizzle_migrations`;
    await createTracker(shop.sql, PLACE, 'journal');
    await shop.sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES (${first?.migration?.hash ?? ''}, ${first?.migration?.when ?? 0})`;
    expect(await shop.run()).toMatchObject({ outcome: 'applied', findings: [] });
    expect(
      await shop.sql`SELECT name, applied_at IS NULL AS old FROM drizzle.__drizzle_migrations ORDER BY id`,
    ).toEqual([
      { name: '20260506090000_orders', old: true },
      { name: '20260506090001_orders', old: false },
    ]);
  });

  test.each([
    ['another database', { database: 'warehouse', history: null, fingerprint: null }, 'release/wrong-database'],
    ['another history', { database: null, history: 'beef', fingerprint: null }, 'release/wrong-history'],
    ['another plan', { database: null, history: null, fingerprint: 'beef' }, 'release/plan-moved'],
  ])('what was meant for %s is refused', async (_, expectations, code) => {
    await using shop = await open([ORDERS]);
    expect(await shop.run({ expectations })).toMatchObject({ outcome: 'refused', findings: [{ code }] });
    expect(await shop.sql`SELECT to_regclass('orders') AS orders`).toEqual([{ orders: null }]);
  });

  test('what is as expected is applied', async () => {
    await using shop = await open([ORDERS]);
    const database = shop.sql.options.database;
    const expectations = { database, history: digestOf(shop.history), fingerprint: 'f00d' };
    expect(await shop.run({ expectations })).toMatchObject({ outcome: 'applied' });
  });

  test('somebody who changes the schema while the plan is proven is noticed', async () => {
    await using shop = await open([ORDERS]);
    const release = await releaseOf(server, shop.sql, shop.history);
    const { findings } = await release.run({
      prove: async (deployed) => {
        const proof = await release.prove(deployed);
        await shop.sql`CREATE TABLE notes (id int)`;
        return proof;
      },
    });
    expect(findings).toMatchObject([{ code: 'release/plan-moved' }]);
  });

  describe('a backup', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatekeeper-backup-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const dump = findDump(major ?? 0) === null ? test.skip : test;

    dump.each(['schema', 'full'] as const)('of kind "%s" is made, readable by nobody else, and named', async (kind) => {
      await using shop = await open([ORDERS, STATE], 1);
      const request = { kind, directory: folder, url: urlOf(shop.sql) };
      const { backup, ...record } = await shop.run({ backup: (deployed) => makeBackup(deployed, request) });
      expect(record).toMatchObject({ outcome: 'applied', findings: [] });
      expect(statSync(backup ?? '').mode & 0o777).toBe(0o600);
    });

    test('that fails lets nothing be applied', async () => {
      await using shop = await open([ORDERS, STATE], 1);
      const request = { kind: 'command', command: 'echo no space >&2; exit 3', environment: {} } as const;
      const record = await shop.run({ backup: (deployed) => makeBackup(deployed, request) });
      expect(record).toMatchObject({
        outcome: 'refused',
        findings: [{ code: 'release/backup-failed', evidence: [{ text: 'no space' }] }],
      });
      expect(await columnsOf(shop.sql)).toEqual(['id', 'total']);
    });

    dump('into a folder that is not there lets nothing be applied, and leaves no file', async () => {
      await using shop = await open([ORDERS]);
      const files = readdirSync(folder).length;
      const request = { kind: 'full', directory: join(folder, 'nowhere'), url: urlOf(shop.sql) } as const;
      const record = await shop.run({ backup: (deployed) => makeBackup(deployed, request) });
      expect(record).toMatchObject({ outcome: 'refused', findings: [{ code: 'release/backup-failed' }] });
      expect(readdirSync(folder)).toHaveLength(files);
    });
  });
});

/** A release of other texts than those that were proven: what the database has otherwise than the likeness. */
async function withTexts(release: Release, history: Release['history']): ReturnType<Release['run']> {
  const parsed = await parseHistory(history);
  const migrations = new Map(migrationsOf(history).map((migration) => [migration.tag, migration]));
  return release.run({
    history,
    prove: async (deployed) => {
      const { work, ...proof } = await release.prove(deployed);
      const steps = work.steps.map((step) => ({
        ...step,
        migrations: step.migrations.map((migration) => migrations.get(migration.tag) ?? migration),
      }));
      return { ...proof, work: { ...work, parsed, steps } };
    },
  });
}

async function oidOf(sql: postgres.Sql): Promise<string | undefined> {
  const [row] = await sql<{ oid: string }[]>`SELECT 'orders_total_idx'::regclass::oid::text AS oid`;
  return row?.oid;
}

function rowsOf(sql: postgres.Sql) {
  return sql`SELECT hash, created_at::text FROM drizzle.__drizzle_migrations ORDER BY id`;
}

async function columnsOf(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    SELECT attname AS name FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attnum > 0 ORDER BY attnum`;
  return rows.map(({ name }) => name);
}
