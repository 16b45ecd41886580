/** What runs in no transaction is graded apart: an index that a refused build has left, and what a second run makes of it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { judge } from '../../../src/checks/judge.js';
import keepsInvalidIndex from '../../../src/checks/idempotency/keeps-invalid-index.js';
import type { EphemeralServer } from '../../../src/model/server.js';
import { parseText } from '../../sql/parsed-file.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../../postgres/servers-at-hand.js';
import { factsOfFile } from './facts-of-file.js';

/** Two orders of one number, so that the first run of each file is refused. */
const ORDERS = 'CREATE SCHEMA shop; CREATE TABLE shop.orders AS SELECT 7 AS number FROM generate_series(1, 2);';
const BUILD = 'CREATE UNIQUE INDEX CONCURRENTLY';

const KEEPING: readonly string[] = [
  `${BUILD} IF NOT EXISTS by_number ON shop.orders (number);`,
  `SET lock_timeout = '1s'; ${BUILD} IF NOT EXISTS "By number" ON shop.orders (number);`,
  `DROP INDEX CONCURRENTLY IF EXISTS by_number; ${BUILD} IF NOT EXISTS by_number ON shop.orders (number);`,
  `DROP INDEX CONCURRENTLY IF EXISTS shop.by_customer; ${BUILD} IF NOT EXISTS by_number ON shop.orders (number);`,
  `REINDEX TABLE shop.other; ${BUILD} IF NOT EXISTS by_number ON shop.orders (number);`,
];

const RIGHT: readonly string[] = [
  `DROP INDEX CONCURRENTLY IF EXISTS shop.by_number; ${BUILD} by_number ON shop.orders (number);`,
  `DROP INDEX IF EXISTS shop."By number"; ${BUILD} IF NOT EXISTS "By number" ON shop.orders (number);`,
  `DO $$ BEGIN
     IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('shop.by_number') AND NOT indisvalid) THEN
       DROP INDEX shop.by_number;
     END IF;
   END $$;
   ${BUILD} IF NOT EXISTS by_number ON shop.orders (number);`,
  `${BUILD} IF NOT EXISTS by_number ON shop.orders (number); REINDEX INDEX CONCURRENTLY shop.by_number;`,
  'CREATE UNIQUE INDEX IF NOT EXISTS by_number ON shop.orders (number);',
];

describe.each(PROVIDERS_AT_HAND)('a build that was refused once, on %s', (provider) => {
  let server: EphemeralServer;
  beforeAll(async () => {
    server = await startAtHand(provider);
  });
  afterAll(async () => server[Symbol.asyncDispose]());

  /** Runs the file on rows that refuse it, then once more on rows that do not: whether its index is valid. */
  async function retry(statements: readonly string[]): Promise<boolean> {
    await using database = await server.createDatabase();
    const sql = await database.connect();
    await sql.unsafe(`${ORDERS} CREATE TABLE shop.other ()`);
    const run = async () => {
      for (const statement of statements) await sql.unsafe(statement);
    };
    await expect(run()).rejects.toMatchObject({ code: '23505' });
    await sql`TRUNCATE shop.orders`;
    await run();
    const indexes = await sql<{ valid: boolean }[]>`
      SELECT indisvalid AS valid FROM pg_index WHERE indrelid = 'shop.orders'::regclass`;
    expect(indexes).toHaveLength(1);
    return indexes[0]?.valid === true;
  }

  test.each(KEEPING)('told: %s', async (text) => {
    const file = await parseText(text);
    const findings = judge(factsOfFile(file), [keepsInvalidIndex]);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.hint).toMatch(/: DROP INDEX CONCURRENTLY IF EXISTS "shop"\."(?:by_number|By number)"\.$/);
    const statements = file.statements.map((statement) => statement.text);
    expect(await retry(statements)).toBe(false);
    // The hint, followed to the letter.
    const advised = findings[0]?.hint?.replace(/^.*: (.*)\.$/, '$1') ?? '';
    expect(await retry([...statements.slice(0, -1), advised, statements.at(-1) ?? ''])).toBe(true);
  });

  test.each(RIGHT)('silent: %s', async (text) => {
    const file = await parseText(text);
    expect(judge(factsOfFile(file), [keepsInvalidIndex])).toEqual([]);
    expect(await retry(file.statements.map((statement) => statement.text))).toBe(true);
  });
});
