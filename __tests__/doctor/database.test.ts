/** What `doctor` says of a deployed database: a real one, good and bad for each line. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type postgres from 'postgres';
import { runCli } from '../../src/commands/run-cli.js';
import type { DoctorCheck, Examination, Health } from '../../src/model/diagnosis.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { EMBEDDED_MAJOR } from '../../src/postgres/servers/embedded.js';
import { findBinaries } from '../../src/postgres/servers/find-binaries.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { startPooler } from '../postgres/deployed/pooler.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../postgres/servers-at-hand.js';
import { urlOf } from '../postgres/url-of.js';
import { deployShop } from '../release/shop.js';
import { examineFolder, lineOf, makeProject } from './clinic.js';

const TRACKER = { schema: 'drizzle', table: '__drizzle_migrations' };

interface Case {
  /** What people have done by hand. */
  readonly byHand?: string;
  /** Connects as a role that `byHand` makes. */
  readonly asClerk?: true;
  readonly provider?: 'embedded';
  /** Of what is deployed; 0: the tracker is not there. */
  readonly count?: 0 | 1;
  readonly isNamed?: false;
  readonly throughPooler?: true;
  readonly toNowhere?: true;
}

// The embedded server serves one connection at a time, and looking for a pooler takes two.
(PROVIDERS_AT_HAND.length === 1 ? describe.skip : describe)('the database', () => {
  let server: EphemeralServer;
  beforeAll(async () => {
    server = await startAtHand('local');
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  async function examine(given: Case): Promise<{ examination: Examination; database: string }> {
    await using database = await server.createDatabase();
    const sql = await database.connect();
    using folder = makeProject();
    if (given.count !== 0) await deployShop(sql, await readHistory(join(folder.path, 'drizzle'), folder.path), TRACKER);
    if (given.byHand !== undefined) await sql.unsafe(given.byHand);
    const socketDirectory = dirname(String(sql.options.path));
    await using pooler =
      given.throughPooler === true
        ? await startPooler({ socketDirectory, database: database.name, mode: 'transaction', size: 2 })
        : null;
    const url = urlFor(sql, given, pooler?.port ?? null);
    const connections = { postgres: null, database: { url, variable: 'SHOP_URL', isNamed: given.isNamed ?? true } };
    const flags = ['--migrations', 'drizzle', '--postgres', given.provider ?? 'local'];
    const examination = await examineFolder(folder.path, flags, { connections });
    return { examination, database: database.name };
  }

  function urlFor(sql: postgres.Sql, { asClerk, toNowhere }: Case, pooler: number | null): string {
    if (toNowhere === true) return 'postgres://clerk@127.0.0.1:9/shop';
    if (pooler !== null) return `postgres://postgres@127.0.0.1:${pooler}/${sql.options.database}`;
    return asClerk === true ? urlOf(sql).replace('postgres://postgres@', 'postgres://clerk@') : urlOf(sql);
  }

  test('that is as it should be has four lines, and nothing against any', async () => {
    const { examination, database } = await examine({});
    const found = (check: DoctorCheck) => lineOf(examination, check);
    expect(found('database')).toMatchObject({
      health: 'ok',
      found: expect.stringMatching(/^PostgreSQL \d+\.\d+, "\w+" at /),
    });
    expect(found('database').found).toContain(`"${database}"`);
    expect(found('tracker')).toMatchObject({ health: 'ok', found: '"drizzle.__drizzle_migrations" with 1 row' });
    expect(found('rights')).toMatchObject({
      health: 'ok',
      found: 'the role reads catalog and tracker, may write the tracker, may create schemas',
    });
    expect(found('pooler')).toMatchObject({ health: 'ok', found: 'none is seen between here and the server' });
  });

  test.each<[what: string, check: DoctorCheck, health: Health, found: RegExp, given: Case]>([
    ['without a tracker', 'tracker', 'ok', /^"drizzle\.__drizzle_migrations" is not there yet$/, { count: 0 }],
    [
      'whose tables are there and whose tracker is not',
      'tracker',
      'problem',
      /is missing, and the database has 2 of the 2 tables/,
      { byHand: 'DROP TABLE drizzle.__drizzle_migrations' },
    ],
    [
      'with another table like a tracker',
      'tracker',
      'warning',
      /with 1 row; public\.migrations has the columns of a tracker and 1 row/,
      {
        byHand: `CREATE TABLE migrations (id serial, hash text, created_at bigint);
          INSERT INTO migrations (hash, created_at) VALUES ('a', 1)`,
      },
    ],
    [
      'whose role may not read the tracker',
      'database',
      'problem',
      /cannot be read: permission denied for table __drizzle_migrations/,
      { asClerk: true, byHand: 'CREATE ROLE clerk LOGIN; GRANT USAGE ON SCHEMA drizzle TO clerk' },
    ],
    [
      'whose role may not write the tracker, with something pending',
      'rights',
      'problem',
      /may not write the tracker.*; role "clerk" may not write into the tracker "drizzle\.__drizzle_migrations"/,
      {
        asClerk: true,
        byHand: `CREATE ROLE clerk LOGIN; GRANT USAGE ON SCHEMA drizzle TO clerk;
          GRANT SELECT ON drizzle.__drizzle_migrations TO clerk; TRUNCATE drizzle.__drizzle_migrations`,
      },
    ],
    [
      'behind a pooler in transaction mode',
      'pooler',
      'problem',
      /^one in transaction mode; two connections to the database were served by one server process/,
      { throughPooler: true },
    ],
    [
      'that cannot be reached',
      'database',
      'problem',
      /^the database named by SHOP_URL cannot be reached: .*ECONNREFUSED/,
      { toNowhere: true },
    ],
    [
      'that nobody named, and that is none',
      'database',
      'warning',
      /cannot be reached/,
      { toNowhere: true, isNamed: false },
    ],
  ])('%s: %s is %s', async (_, check, health, found, given) => {
    const line = lineOf((await examine(given)).examination, check);
    expect(line).toMatchObject({ health, found: expect.stringMatching(found) });
    expect(line.hint === null).toBe(health === 'ok');
  });

  const testOther = findBinaries(null)?.major === EMBEDDED_MAJOR ? test.skip : test;

  testOther('of another major version than the server of the proof: a plan would be refused', async () => {
    const { examination } = await examine({ provider: 'embedded' });
    expect(lineOf(examination, 'database')).toMatchObject({
      health: 'problem',
      found: expect.stringMatching(/; the database is PostgreSQL \d+\.\d+, the ephemeral server 18\./),
      hint: expect.stringContaining('--postgres-version'),
    });
  });
});

describe('the command', () => {
  test('writes JSON as it is published', async () => {
    const { code, text } = await run(['--format', 'json']);
    const isPublished = new Ajv2020().compile(
      JSON.parse(await readFile('schema/doctor.schema.json', 'utf8')) as object,
    );
    isPublished(JSON.parse(text));
    expect(isPublished.errors ?? []).toEqual([]);
    expect(code).toBe(0);
  });

  test('prints a line for each check, with the next step, and ends with a count', async () => {
    const { code, text } = await run(['--base', 'main']);
    expect(code).toBe(1);
    expect(text).toMatch(/^ok {7}node {6}Node\.js /);
    expect(text).toMatch(
      /\nproblem {2}base {6}the migrations are in no git repository\n {19}hint: Run in a git checkout/,
    );
    expect(text).toMatch(/\n\n1 problem, 1 not looked at\n$/);
  });

  test.each([
    ['an input that it does not take', ['--format', 'sarif'], {}],
    ['a variable that is not set', ['--database-url-env', 'SHOP_URL'], {}],
    ['a bootstrap file that is not there', ['--bootstrap', 'no-such.sql'], {}],
  ])('cannot look with %s', async (_, flags, environment) => {
    expect(await run(flags, environment)).toEqual({ code: 2, text: '' });
  });
});

/** Exit code, and what stands in the file that was asked for. */
async function run(flags: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  using folder = makeProject();
  const words = ['doctor', '--working-directory', folder.path, '--postgres', 'embedded', '--output', 'doctor.txt'];
  const code = await runCli([...words, ...flags], environment);
  return { code, text: await readFile(join(folder.path, 'doctor.txt'), 'utf8').catch(() => '') };
}
