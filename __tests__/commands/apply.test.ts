/** The command as it is typed, against a database that is there; then drizzle-orm's own migrators on the same database. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type postgres from 'postgres';
import { runCli } from '../../src/commands/run-cli.js';
import type { ReleaseRecord } from '../../src/model/release.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { digestOf } from '../../src/project/history/digest.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { lockKey } from '../../src/release/apply/lock.js';
import { startPooler } from '../postgres/deployed/pooler.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../postgres/servers-at-hand.js';
import { urlOf } from '../postgres/url-of.js';
import { writeFiles } from '../project/write-files.js';
import { projectFiles } from '../release/shop.js';

const readSchema = async (name: string) => JSON.parse(await readFile(`schema/${name}.schema.json`, 'utf8')) as object;
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
addFormats.default(ajv);
const isRecord = ajv.addSchema(await readSchema('report')).compile(await readSchema('release-record'));

const PENDING = [
  'ALTER TABLE orders ADD note text;\nINSERT INTO orders (id) VALUES (1);',
  'CREATE TABLE invoices (id int);',
];

type Migrate = (database: unknown, options: { migrationsFolder: string }) => Promise<unknown>;

/** `drizzle(client)` and `migrate` of the drizzle-orm that a folder has installed. */
async function loadOrm(folder: string): Promise<{ drizzle: (client: unknown) => unknown; migrate: Migrate }> {
  const require = createRequire(join(process.cwd(), folder, 'package.json'));
  const load = async (name: string) => (await import(require.resolve(name).replace(/\.cjs$/, '.js'))) as object;
  const found = { ...(await load('drizzle-orm/postgres-js')), ...(await load('drizzle-orm/postgres-js/migrator')) };
  const { drizzle, migrate } = found as { drizzle: (client: unknown) => unknown; migrate: Migrate };
  // 1.0 takes the client by name, 0.45 as it is.
  return { drizzle: folder === '.' ? drizzle : (client) => drizzle({ client }), migrate };
}

/** The same migrations as folders of Drizzle 1.0. */
function folderFiles(pending: readonly string[]): Record<string, string> {
  const files = Object.entries(projectFiles(pending)).filter(([path]) => path.endsWith('.sql'));
  return Object.fromEntries(
    files.map(([, text], position) => [`drizzle/2024050609000${position}_orders/migration.sql`, text]),
  );
}

const TABLE = 'drizzle.__drizzle_migrations';
const HELD = `SELECT pg_advisory_lock(${lockKey({ schema: 'drizzle', table: '__drizzle_migrations' })})`;

interface Halfway {
  readonly given: string;
  readonly pending: string;
  /** What another session does in a transaction that the second phase of the statement waits for. */
  readonly blocker: string;
  /** One row where the statement was left halfway, none where it was not. */
  readonly traces: string;
}

const INDEXED = 'CREATE INDEX orders_total_idx ON orders (total);';
const INVALID = 'SELECT FROM pg_index WHERE NOT indisvalid';
const INTERRUPTED: Readonly<Record<string, Halfway>> = {
  'CREATE INDEX CONCURRENTLY': {
    given: 'SELECT 1;',
    pending: 'CREATE INDEX CONCURRENTLY orders_total_idx ON orders (total);',
    blocker: 'INSERT INTO orders (id) VALUES (1)',
    traces: INVALID,
  },
  'DROP INDEX CONCURRENTLY': {
    given: INDEXED,
    pending: 'DROP INDEX CONCURRENTLY orders_total_idx;',
    blocker: 'INSERT INTO orders (id) VALUES (1)',
    traces: INVALID,
  },
  'REINDEX CONCURRENTLY': {
    given: INDEXED,
    pending: 'REINDEX INDEX CONCURRENTLY orders_total_idx;',
    blocker: 'INSERT INTO orders (id) VALUES (1)',
    traces: `${INVALID} AND indexrelid::regclass::text ~ '_ccnew$'`,
  },
  'DETACH PARTITION CONCURRENTLY': {
    given: `CREATE TABLE sales (sold date NOT NULL, total numeric) PARTITION BY RANGE (sold);
      CREATE TABLE sales_2025 PARTITION OF sales FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');`,
    pending: 'ALTER TABLE sales DETACH PARTITION sales_2025 CONCURRENTLY;',
    blocker: 'SELECT count(*) FROM sales',
    traces: 'SELECT FROM pg_inherits WHERE inhdetachpending',
  },
};

/** Ends the session of the release as soon as it waits for somebody else's transaction. */
async function endWaiting(sql: postgres.Sql): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const ended = await sql`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'drizzle-gatekeeper' AND datname = current_database() AND wait_event_type = 'Lock'`;
    if (ended.length > 0) return;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error('the release has waited for nobody');
}

// The embedded server serves one connection at a time, and a release has two.
(PROVIDERS_AT_HAND.length === 1 ? describe.skip : describe)('apply', () => {
  let server: EphemeralServer;
  beforeAll(async () => {
    server = await startAtHand('local');
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  async function open(files: Record<string, string>) {
    const database = await server.createDatabase();
    const sql = await database.connect();
    const folder = writeFiles(files);
    const run = async (flags: readonly string[] = [], environment: NodeJS.ProcessEnv = {}) => {
      const project = ['--working-directory', folder.path, '--migrations', 'drizzle', '--postgres', 'local'];
      const words = ['apply', ...project, '--database-url-env', 'SHOP_URL', '--output', 'record.json', ...flags];
      const code = await runCli(words, { SHOP_URL: urlOf(sql), ...environment });
      const text = await readFile(join(folder.path, 'record.json'), 'utf8').catch(() => 'null');
      return { code, record: JSON.parse(text) as ReleaseRecord | null };
    };
    return {
      sql,
      connect: () => database.connect(),
      folder: join(folder.path, 'drizzle'),
      root: folder.path,
      run,
      [Symbol.asyncDispose]: async () => {
        folder[Symbol.dispose]();
        await database[Symbol.asyncDispose]();
      },
    };
  }

  test.each([
    ['0.45', '.', projectFiles],
    ['1.0', 'migrations-fixtures/lines/kit-1.0', folderFiles],
  ])('after it, drizzle-orm %s has nothing to do', async (_, line, filesOf) => {
    await using shop = await open(filesOf(PENDING));
    const { code, record } = await shop.run();
    isRecord(record);
    expect(isRecord.errors ?? []).toEqual([]);
    expect({ code, outcome: record?.outcome }).toEqual({ code: 0, outcome: 'applied' });
    const before = await snapshotOf(shop.sql);
    expect(before).toHaveLength(3);
    const { drizzle, migrate } = await loadOrm(line);
    await migrate(drizzle(shop.sql), { migrationsFolder: shop.folder });
    expect([...(await snapshotOf(shop.sql))]).toEqual([...before]);
  });

  test.each([
    ['0.45', '.', projectFiles],
    ['1.0', 'migrations-fixtures/lines/kit-1.0', folderFiles],
  ])('it goes on from where drizzle-orm %s has stopped', async (_, line, filesOf) => {
    await using first = await open(filesOf(PENDING.slice(0, 1)));
    await using shop = await open(filesOf(PENDING));
    const { drizzle, migrate } = await loadOrm(line);
    await migrate(drizzle(shop.sql), { migrationsFolder: first.folder });
    const { record } = await shop.run();
    expect(record).toMatchObject({ outcome: 'applied', applied: [expect.stringMatching(/2_orders$/)], findings: [] });
    const before = await snapshotOf(shop.sql);
    await migrate(drizzle(shop.sql), { migrationsFolder: shop.folder });
    expect([...(await snapshotOf(shop.sql))]).toEqual([...before]);
  });

  test('a second run says that there is nothing to do', async () => {
    await using shop = await open(projectFiles(PENDING));
    await shop.run();
    expect(await shop.run()).toMatchObject({ code: 0, record: { outcome: 'nothing-to-do', applied: [] } });
  });

  test('the hash that the gate has reported is the one that is expected', async () => {
    await using shop = await open(projectFiles(PENDING));
    const hash = digestOf(await readHistory(shop.folder, shop.root));
    expect(await shop.run(['--expect-history', 'beef'])).toMatchObject({
      code: 1,
      record: { outcome: 'refused', findings: [{ code: 'release/wrong-history' }] },
    });
    expect(await shop.run(['--expect-history', hash])).toMatchObject({ code: 0, record: { outcome: 'applied' } });
  });

  test('a plan that was approved is good until something moves', async () => {
    await using shop = await open(projectFiles(PENDING));
    const words = ['plan', '--working-directory', shop.root, '--migrations', 'drizzle', '--postgres', 'local'];
    await runCli([...words, '--output', 'plan.json'], { DATABASE_URL: urlOf(shop.sql) });
    await shop.sql`CREATE TABLE notes (id int)`;
    const { code, record } = await shop.run(['--plan', 'plan.json']);
    expect({ code, outcome: record?.outcome }).toEqual({ code: 1, outcome: 'refused' });
    expect(record?.findings.map((finding) => finding.code)).toContain('release/plan-moved');
    await shop.sql`DROP TABLE notes`;
    expect(await shop.run(['--plan', 'plan.json'])).toMatchObject({ code: 0, record: { outcome: 'applied' } });
  });

  test('a run that was killed within a step without a transaction is taken up', async () => {
    const index = 'CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);--> statement-breakpoint\n';
    const files = projectFiles([...PENDING, `${index}CREATE INDEX CONCURRENTLY orders_total_idx ON orders (total);`]);
    await using shop = await open(projectFiles(PENDING));
    await shop.run();
    await using next = await open(files);
    await shop.sql`CREATE INDEX orders_note_idx ON orders (note)`;
    await shop.sql`CREATE INDEX orders_total_idx ON orders (total)`;
    await shop.sql`UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'orders_total_idx'::regclass`;
    expect(await next.run([], { SHOP_URL: urlOf(shop.sql) })).toMatchObject({
      code: 0,
      record: { outcome: 'applied', applied: ['0003_orders'], findings: [] },
    });
    expect(await shop.sql`SELECT FROM pg_index WHERE NOT indisvalid`).toHaveLength(0);
  });

  test.each(Object.entries(INTERRUPTED))('%s that was ended halfway is mended by the next run', async (_, halfway) => {
    const { given, pending, blocker, traces } = halfway;
    await using shop = await open(projectFiles([given]));
    await shop.run();
    await using next = await open(projectFiles([given, pending]));
    const blocking = await shop.connect();
    await blocking.unsafe(`BEGIN; ${blocker}`);
    const running = next.run([], { SHOP_URL: urlOf(shop.sql) });
    await endWaiting(shop.sql);
    expect(await running).toMatchObject({
      code: 1,
      record: { outcome: 'rolled-back', applied: [], findings: [{ code: expect.stringMatching(/^release\//) }] },
    });
    expect(await shop.sql.unsafe(traces)).toHaveLength(1);
    await blocking.unsafe('ROLLBACK');
    await blocking.end();
    expect(await next.run([], { SHOP_URL: urlOf(shop.sql) })).toMatchObject({
      code: 0,
      record: { outcome: 'applied', applied: ['0002_orders'], findings: [] },
    });
    expect(await shop.sql.unsafe(traces)).toHaveLength(0);
    expect(await next.run([], { SHOP_URL: urlOf(shop.sql) })).toMatchObject({
      code: 0,
      record: { outcome: 'nothing-to-do' },
    });
  });

  test('what has run in no transaction is replayed in none by whatever looks at the database', async () => {
    const index = 'CREATE INDEX CONCURRENTLY orders_total_idx ON orders (total);';
    await using shop = await open(projectFiles([index]));
    expect(await shop.run()).toMatchObject({ code: 0, record: { outcome: 'applied' } });
    const say = async (words: readonly string[]): Promise<unknown> => {
      const flags = ['--working-directory', shop.root, '--migrations', 'drizzle', '--postgres', 'local'];
      const output = ['--format', 'json', '--output', 'said.json'];
      await runCli([...words, ...flags, ...output], { DATABASE_URL: urlOf(shop.sql) });
      return JSON.parse(await readFile(join(shop.root, 'said.json'), 'utf8'));
    };
    expect(await say(['status', '--compare'])).toMatchObject({ environments: [{ findings: [] }] });
    expect(await say(['plan'])).toMatchObject({ refusals: [], pending: [] });
    expect(await say(['repair'])).toMatchObject({ outcome: 'nothing-to-do', blind: null });
    await shop.sql`DROP INDEX orders_total_idx`;
    expect(await say(['status', '--compare'])).toMatchObject({
      environments: [{ findings: [{ code: 'drift/deployed-differs' }] }],
    });
  });

  test('through a pooler in transaction mode nothing is written, and no lock stays with its sessions', async () => {
    await using shop = await open(projectFiles(PENDING));
    const { path, database } = shop.sql.options;
    const socketDirectory = dirname(String(path));
    await using pooler = await startPooler({ socketDirectory, database, mode: 'transaction', size: 2 });
    const url = `postgres://postgres@127.0.0.1:${pooler.port}/${database}`;
    expect(await shop.run([], { SHOP_URL: url })).toMatchObject({
      code: 1,
      record: { outcome: 'refused', findings: [{ code: 'release/pooler' }] },
    });
    const change = ['--working-directory', shop.root, '--migrations', 'drizzle', '--postgres', 'local', '--yes'];
    expect(await runCli(['baseline', '--to', '0000_orders', ...change], { DATABASE_URL: url })).toBe(1);
    expect(await shop.sql`SELECT pid FROM pg_locks WHERE locktype = 'advisory'`).toHaveLength(0);
    expect(await shop.sql`SELECT to_regclass('orders') AS orders`).toEqual([{ orders: null }]);
  });

  test.each<[what: string, byHand: string, flags: readonly string[], code: string]>([
    ['another database', 'SELECT 1', ['--expect-database', 'warehouse'], 'release/wrong-database'],
    ['an edited entry', `UPDATE ${TABLE} SET hash = 'edited'`, [], 'tracker/edited-after-apply'],
    ['an entry that would be skipped', `UPDATE ${TABLE} SET created_at = created_at + 1`, [], 'tracker/skipped-entry'],
    ['rows of another project', `INSERT INTO ${TABLE} (hash, created_at) VALUES ('a', 1)`, [], 'tracker/orphan-row'],
    ['drift', 'ALTER TABLE orders ADD rebate int', [], 'release/drift-not-accepted'],
    ['a lock that is held', HELD, ['--lock-wait', '1'], 'release/lock-held'],
    ['a backup that fails', 'SELECT 1', ['--backup-command', 'exit 3'], 'release/backup-failed'],
  ])('is refused for %s, and writes nothing', async (_, byHand, flags, code) => {
    await using shop = await open(projectFiles([]));
    await shop.run();
    await using next = await open(projectFiles(PENDING));
    await shop.sql.unsafe(byHand);
    const before = [...(await snapshotOf(shop.sql))];
    const { code: exit, record } = await next.run(flags, { SHOP_URL: urlOf(shop.sql) });
    expect({ exit, outcome: record?.outcome, applied: record?.applied }).toEqual({
      exit: 1,
      outcome: 'refused',
      applied: [],
    });
    expect(record?.findings.map((finding) => finding.code)).toContain(code);
    expect([...(await snapshotOf(shop.sql))]).toEqual(before);
  });

  test.each([['pull_request'], ['pull_request_target'], ['pull_request_review'], ['merge_group']])(
    'refuses to run under %s, and looks at nothing',
    async (event) => {
      await using shop = await open(projectFiles(PENDING));
      const environment = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: event };
      expect(await shop.run([], environment)).toEqual({ code: 2, record: null });
      expect(await shop.sql`SELECT to_regclass('orders') AS orders`).toEqual([{ orders: null }]);
    },
  );

  test.each([
    [['--backup', 'full']],
    [['--backup-dir', '.']],
    [['--backup', 'full', '--backup-dir', '.', '--backup-command', 'true']],
    [['--plan', 'nowhere.json']],
    [['--format', 'sarif']],
  ])('%j cannot be judged', async (flags) => {
    await using shop = await open(projectFiles(PENDING));
    expect(await shop.run(flags)).toMatchObject({ code: 2 });
  });
});

function snapshotOf(sql: postgres.Sql) {
  return sql`SELECT t::text AS row, (SELECT count(*)::int FROM orders) AS orders FROM drizzle.__drizzle_migrations t ORDER BY id`;
}
