/** Each fixture: a first migration that is idempotent, and a second one that shows the code (bad) or its cure (good). */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type postgres from 'postgres';
import { judge } from '../../../src/checks/judge.js';
import type { EphemeralDatabase, EphemeralServer } from '../../../src/model/server.js';
import { startServer } from '../../../src/postgres/servers/start-server.js';
import { readHistory } from '../../../src/project/history/read-history.js';
import { factsOf } from '../facts-of.js';
import { importChecks } from './import-checks.js';
import { runTwice } from './run-twice.js';

const FIXTURES = join(process.cwd(), 'migrations-fixtures', 'idempotency');
const checks = [...(await importChecks('idempotency')), ...(await importChecks('history'))];

let server: EphemeralServer;
let database: EphemeralDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  server = await startServer({
    provider: 'embedded',
    version: null,
    image: null,
    givenUrl: null,
    extensions: ['citext'],
  });
  database = await server.createDatabase();
  sql = await database.connect();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function judgeFixture(slug: string, kind: 'bad' | 'good') {
  const root = join(FIXTURES, slug, kind);
  const facts = await factsOf(await readHistory(join(root, 'drizzle'), root));
  const [first = [], second = []] = [...facts.parsed.values()].map(({ statements }) =>
    statements.map(({ text }) => text),
  );
  const { errors, changes } = await runTwice(sql, first.join(';\n'), second);
  const broken = errors.filter((error) => error !== null).length + changes.length;
  return { codes: judge(facts, checks).map(({ code }) => code), broken };
}

test('every code has a fixture', () => {
  const codes = checks.map(({ code }) => code).filter((code) => code.startsWith('idempotency/'));
  expect(
    readdirSync(FIXTURES)
      .map((slug) => `idempotency/${slug}`)
      .sort(),
  ).toEqual(codes.sort());
});

/**
 * Those that only repeat what a server has shown are run by the whole gate: __tests__/fixtures.test.ts. What runs in no
 * transaction has a test of its own: keeps-invalid-index.test.ts.
 */
const explained = readdirSync(FIXTURES).filter(
  (slug) => !slug.startsWith('second-run-') && slug !== 'keeps-invalid-index',
);

describe.each(explained)('%s', (slug) => {
  test('bad: told once, and a second run breaks', async () => {
    const { codes, broken } = await judgeFixture(slug, 'bad');
    expect(codes).toEqual([`idempotency/${slug}`]);
    // Rows are changed where there are some: the fixture of UPDATE has none. Swallowed errors are those of a first run, and a guard by hand is a guard.
    expect(broken > 0).toBe(!['update', 'swallowed-errors', 'change-type', 'hand-written-guard'].includes(slug));
  });

  test('good: nothing is told, and a second run is clean', async () => {
    expect(await judgeFixture(slug, 'good')).toEqual({ codes: [], broken: 0 });
  });
});
