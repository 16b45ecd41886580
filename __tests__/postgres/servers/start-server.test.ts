/** What every provider has to do alike, on real servers. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type postgres from 'postgres';
import type { EphemeralServer } from '../../../src/model/server.js';
import { isServerLoss } from '../../../src/postgres/servers/server-loss.js';
import { startServer, type ServerOptions } from '../../../src/postgres/servers/start-server.js';
import { ANY, hasBinaries, startHost } from './providers.js';

const PROVIDERS = hasBinaries ? (['embedded', 'local', 'given'] as const) : (['embedded'] as const);

describe.each(PROVIDERS)('provider %s', (provider) => {
  let options: ServerOptions;
  let server: EphemeralServer;
  let host: EphemeralServer | null = null;

  beforeAll(async () => {
    options = { ...ANY, provider: provider === 'given' ? 'auto' : provider };
    if (provider === 'given') {
      const given = await startHost();
      host = given.host;
      options = { ...options, givenUrl: given.url };
    }
    const began = performance.now();
    server = await startServer(options);
    await onNewDatabase(async (sql) => sql`SELECT 1`);
    console.info(`${provider}: ${Math.round(performance.now() - began)} ms to the first query`);
  });

  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await host?.[Symbol.asyncDispose]();
  });

  async function onNewDatabase<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
    await using database = await server.createDatabase();
    return await work(await database.connect());
  }

  test('names itself, its version and its reason', () => {
    expect(server.facts).toMatchObject({ provider, version: expect.stringMatching(/^\d+\.\d+$/) });
    expect(server.facts.reason).not.toBe('');
    expect(Math.trunc(server.versionNumber / 10_000)).toBe(Number(server.facts.version.split('.')[0]));
  });

  test('runs several statements in one text, and statements with parameters', async () => {
    await onNewDatabase(async (sql) => {
      const results = await sql.unsafe(
        'CREATE TABLE orders (id int); INSERT INTO orders VALUES (7); SELECT id FROM orders',
      );
      expect(results.at(-1)).toEqual([{ id: 7 }]);
      expect([...(await sql`SELECT id, ${['paid', 'open']}::text[] AS states FROM orders WHERE id = ${7}`)]).toEqual([
        { id: 7, states: ['paid', 'open'] },
      ]);
    });
  });

  test('holds the locks of a fresh install of two thousand tables in one transaction', async () => {
    await onNewDatabase(async (sql) => {
      const create = `CREATE TABLE orders_%s (id serial PRIMARY KEY, state text UNIQUE)`;
      const block = `BEGIN FOR n IN 1..2000 LOOP EXECUTE format('${create}', n); END LOOP; END`;
      await sql.unsafe(`DO $$ DECLARE n int; ${block} $$`);
      const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
        SELECT count(*)::int AS count FROM pg_class WHERE relname ~ '^orders_[0-9]+$'`;
      expect(count).toBe(2000);
    });
  });

  test.each([
    ['a syntax error', 'SELECT 1;\nSELEC 2', { code: '42601', position: '11' }],
    ['an unknown table', 'SELECT * FROM invoices', { code: '42P01', position: '15' }],
    [
      'a duplicate key',
      'CREATE TABLE orders (id int PRIMARY KEY); INSERT INTO orders VALUES (1), (1)',
      { code: '23505', detail: 'Key (id)=(1) already exists.', table_name: 'orders', constraint_name: 'orders_pkey' },
    ],
    [
      'a raised exception',
      `DO $$ BEGIN RAISE 'no rate' USING ERRCODE = 'P0042', DETAIL = 'on Sunday', HINT = 'Wait.'; END $$`,
      {
        code: 'P0042',
        message: 'no rate',
        detail: 'on Sunday',
        hint: 'Wait.',
        where: expect.stringContaining('line 1'),
      },
    ],
    [
      'endless recursion',
      `CREATE FUNCTION total(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN total(n + 1); END $$; SELECT total(1)`,
      { code: '54001' },
    ],
  ])('reports %s with all its fields, and goes on', async (_, text, fields) => {
    await onNewDatabase(async (sql) => {
      const error: unknown = await sql.unsafe(text).catch((caught: unknown) => caught);
      expect(error).toMatchObject(fields);
      expect(isServerLoss(error)).toBe(false);
      expect([...(await sql`SELECT 1 AS alive`)]).toEqual([{ alive: 1 }]);
    });
  });

  test('takes transactions back', async () => {
    await onNewDatabase(async (sql) => {
      await sql.unsafe('BEGIN');
      await sql.unsafe('CREATE TABLE orders (id int)');
      await expect(sql.unsafe('SELECT 1 / 0')).rejects.toMatchObject({ code: '22012' });
      await expect(sql.unsafe('SELECT 1')).rejects.toMatchObject({ code: '25P02' });
      await sql.unsafe('ROLLBACK');
      await expect(sql.unsafe('TABLE orders')).rejects.toMatchObject({ code: '42P01' });
    });
  });

  test('keeps databases apart, through a checkpoint as well', async () => {
    await onNewDatabase(async (orders) => {
      await orders.unsafe('CREATE TABLE orders (id int)');
      await orders.unsafe('CHECKPOINT');
      await onNewDatabase(async (invoices) => {
        const tables = await invoices`SELECT relname FROM pg_class WHERE relname = 'orders'`;
        expect([...tables]).toEqual([]);
      });
      expect([...(await orders`TABLE orders`)]).toEqual([]);
    });
  });

  test('gives each connection a fresh session', async () => {
    await using database = await server.createDatabase();
    const first = await database.connect();
    await first.unsafe(`CREATE ROLE clerk; SET ROLE clerk; SET search_path = ledger; BEGIN; SELECT 1`);
    await first.end();
    const second = await database.connect();
    expect([...(await second`SELECT session_user = current_user AS same, current_schemas(false) AS path`)]).toEqual([
      { same: true, path: ['public'] },
    ]);
  });

  test('gives the session back to its user: at ROLLBACK, and at DISCARD ALL', async () => {
    await using database = await server.createDatabase();
    const sql = await database.connect();
    const user = async (): Promise<unknown> => (await sql`SELECT session_user::text AS name`)[0]?.['name'];
    const own = await user();
    for (const round of [1, 2]) {
      await sql.unsafe('BEGIN; CREATE ROLE clerk; SET SESSION AUTHORIZATION clerk');
      expect([round, await user()]).toEqual([round, 'clerk']);
      await sql.unsafe('ROLLBACK');
      expect([round, await user()]).toEqual([round, own]);
      await sql.unsafe('CREATE ROLE guest; SET SESSION AUTHORIZATION guest');
      await Promise.all([sql.unsafe('DISCARD ALL'), sql.unsafe('SELECT 1')]);
      expect([round, await user()]).toEqual([round, own]);
      await sql.unsafe('DROP ROLE guest');
    }
  });

  test('lets a role be created again in the next database', async () => {
    const create = `
      CREATE ROLE clerk; CREATE ROLE "clerk.chief"; GRANT clerk TO "clerk.chief" WITH ADMIN OPTION;
      CREATE TABLE orders (id int); ALTER TABLE orders OWNER TO clerk; GRANT SELECT ON orders TO "clerk.chief"`;
    for (const replay of [1, 2]) {
      await onNewDatabase(async (sql) => {
        await sql.unsafe(create);
        expect([...(await sql`SELECT ${replay}::int AS replay FROM pg_roles WHERE rolname = 'clerk'`)]).toEqual([
          { replay },
        ]);
      });
    }
  });

  test('is killed while a statement hangs, and gone after that', async () => {
    await using doomed = await startServer(options.givenUrl === null ? options : { ...ANY, provider: 'local' });
    await using database = await doomed.createDatabase();
    const sql = await database.connect();
    await sql`SELECT 1`;
    const hanging = sql.unsafe('DO $$ BEGIN LOOP END LOOP; END $$').then(
      () => null,
      (error: unknown) => error,
    );
    setTimeout(() => doomed.kill(), 200);
    const error = await hanging;
    expect(error).toMatchObject({ code: expect.any(String) });
    expect(isServerLoss(error)).toBe(true);
    const next: unknown = await sql`SELECT 1`.catch((caught: unknown) => caught);
    expect(isServerLoss(next)).toBe(true);
  });

  test('is killed by an abort signal', async () => {
    const abort = new AbortController();
    const own = options.givenUrl === null ? options : { ...ANY, provider: 'local' as const };
    await using doomed = await startServer({ ...own, signal: abort.signal });
    await using database = await doomed.createDatabase();
    const sql = await database.connect();
    const hanging = sql`SELECT pg_sleep(60)`.catch((error: unknown) => error);
    setTimeout(() => abort.abort(), 200);
    expect(isServerLoss(await hanging)).toBe(true);
  });
});

test('is not handed out when the run was aborted while it started', async () => {
  const abort = new AbortController();
  const starting = startServer({ ...ANY, provider: 'embedded', signal: abort.signal });
  abort.abort(new Error('the time is up'));
  await expect(starting).rejects.toThrow('the time is up');
});

describe('the choice of a provider', () => {
  test.each([
    ['embedded in another version', { provider: 'embedded', version: 14 }, /PostgreSQL 18, not 14/],
    ['any provider where the version is not to be had', { version: 99 }, /no PostgreSQL 99 is installed/],
    ['binaries of a version that does not exist', { provider: 'local', version: 99 }, /no PostgreSQL 99 is installed/],
  ] as const)('refuses %s', async (_, wanted, message) => {
    await expect(startServer({ ...ANY, ...wanted })).rejects.toMatchObject({ name: 'CannotJudge', message });
  });

  test('falls back to the embedded server where nothing is installed, and says so', async () => {
    const { PATH, PGBIN } = process.env;
    process.env['PATH'] = process.env['PGBIN'] = '';
    try {
      await using server = await startServer(ANY);
      const { provider, passedOver } = server.facts;
      // A PostgreSQL in one of the usual places is found without either variable.
      expect(provider === 'local' || passedOver).toEqual(provider === 'local' || ['no PostgreSQL is installed']);
    } finally {
      Object.assign(process.env, { PATH, PGBIN });
    }
  });
});
