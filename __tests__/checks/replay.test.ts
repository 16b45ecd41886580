/** The static checks of the family `replay`, graded by Postgres where it has an opinion. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type postgres from 'postgres';
import notTransactional from '../../src/checks/replay/not-transactional.js';
import sessionStateLeaks from '../../src/checks/replay/session-state-leaks.js';
import { judge } from '../../src/checks/judge.js';
import type { Check } from '../../src/model/check.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { startAtHand } from '../postgres/servers-at-hand.js';
import { writeFiles } from '../project/write-files.js';
import { factsOf } from './facts-of.js';
import { entry, journalOf } from './history-files.js';

const TAGS = ['0000_orders', '0001_orders'];

/** Messages of one check over migrations with these texts. */
async function messagesOf(check: Check, texts: readonly string[], newTags: readonly string[] | null = null) {
  using folder = writeFiles({
    'drizzle/meta/_journal.json': journalOf(...texts.map((_, idx) => entry(idx, TAGS[idx] ?? ''))),
    ...Object.fromEntries(texts.map((text, idx) => [`drizzle/${TAGS[idx]}.sql`, text])),
  });
  const history = await readHistory(`${folder.path}/drizzle`, folder.path);
  return judge(await factsOf(history, { newTags }), [check]).map(({ severity, message }) => `${severity}: ${message}`);
}

describe('a statement that no transaction takes', () => {
  let server: EphemeralServer;
  let sql: postgres.Sql;
  beforeAll(async () => {
    server = await startAtHand('embedded');
    sql = await (await server.createDatabase()).connect();
    await sql.unsafe(`
      CREATE TABLE orders (id integer PRIMARY KEY) PARTITION BY RANGE (id);
      CREATE TABLE orders_old PARTITION OF orders FOR VALUES FROM (0) TO (9);
      CREATE TABLE invoices (id integer PRIMARY KEY);
      CREATE INDEX invoices_index ON invoices (id);
      CREATE MATERIALIZED VIEW totals AS SELECT 1 AS id;
      CREATE UNIQUE INDEX ON totals (id);`);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  /** SQLSTATE of the statement inside a transaction; null: it went through. */
  async function stateWithin(statement: string): Promise<string | null> {
    await sql.unsafe('BEGIN');
    try {
      return await sql.unsafe(statement).then(
        () => null,
        (error: postgres.PostgresError) => error.code,
      );
    } finally {
      await sql.unsafe('ROLLBACK');
    }
  }

  test.each([
    ['CREATE INDEX CONCURRENTLY ON invoices (id)', 'CREATE INDEX CONCURRENTLY'],
    ['CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS u ON invoices (id)', 'CREATE INDEX CONCURRENTLY'],
    ['DROP INDEX CONCURRENTLY invoices_index', 'DROP INDEX CONCURRENTLY'],
    ['REINDEX INDEX CONCURRENTLY invoices_index', 'REINDEX'],
    ['REINDEX (CONCURRENTLY) TABLE invoices', 'REINDEX'],
    ['REINDEX SCHEMA public', 'REINDEX'],
    ['VACUUM invoices', 'VACUUM'],
    ['CLUSTER', 'CLUSTER'],
    ['ALTER TABLE orders DETACH PARTITION orders_old CONCURRENTLY', 'DETACH PARTITION CONCURRENTLY'],
    ['CREATE DATABASE archive', 'CREATE DATABASE'],
    ['DROP DATABASE IF EXISTS archive', 'DROP DATABASE'],
    ["CREATE TABLESPACE fast LOCATION '/fast'", 'CREATE TABLESPACE'],
    ['DROP TABLESPACE IF EXISTS fast', 'DROP TABLESPACE'],
    ['ALTER SYSTEM RESET work_mem', 'ALTER SYSTEM'],
  ])('%s', async (statement, name) => {
    expect(await stateWithin(statement)).toBe('25001');
    expect(await messagesOf(notTransactional, [statement])).toEqual([
      `error: migration "0000_orders" runs ${name}, which no transaction takes`,
    ]);
  });

  test.each([
    'CREATE INDEX ON invoices (id)',
    'DROP INDEX invoices_index',
    'REINDEX TABLE invoices',
    'ANALYZE invoices',
    'CLUSTER invoices USING invoices_index',
    'ALTER TABLE orders DETACH PARTITION orders_old',
    'REFRESH MATERIALIZED VIEW CONCURRENTLY totals',
  ])('is not %s', async (statement) => {
    expect(await stateWithin(statement)).toBeNull();
    expect(await messagesOf(notTransactional, [statement])).toEqual([]);
  });

  test('meets no transaction after a COMMIT', async () => {
    expect(await messagesOf(notTransactional, ['COMMIT; VACUUM invoices'])).toEqual([]);
    expect(await messagesOf(notTransactional, ['COMMIT; BEGIN; VACUUM invoices'])).toHaveLength(1);
  });
});

describe('a setting', () => {
  test.each([
    ["SELECT pg_catalog.set_config('search_path', '', false)", 'search_path'],
    ["SELECT set_config('Search_Path', 'billing', true)", 'search_path'],
    ['SET search_path TO billing', 'search_path'],
    ['SET LOCAL search_path = billing', 'search_path'],
    ['SET ROLE owner', 'role'],
    ['SET SESSION AUTHORIZATION owner', 'session_authorization'],
    ["SET TIME ZONE 'Europe/Berlin'", 'timezone'],
    ['SET session_replication_role = replica', 'session_replication_role'],
    ['RESET search_path; SET search_path TO billing', 'search_path'],
    ['SET search_path TO billing; RESET role', 'search_path'],
  ])('outlives %s', async (text, setting) => {
    expect(await messagesOf(sessionStateLeaks, [text])).toEqual([
      `warning: migration "0000_orders" sets ${setting} and does not reset it`,
    ]);
  });

  test.each([
    'SET search_path TO billing; RESET search_path',
    'SET search_path TO billing; SET search_path TO DEFAULT',
    'SET ROLE owner; RESET ALL',
    'SET ROLE owner; DISCARD ALL',
    "SET lock_timeout = '5s'",
    "SELECT set_config('app.tenant', '7', true)",
    'SELECT count(*) FROM orders',
    'CREATE FUNCTION total() RETURNS integer LANGUAGE sql SET search_path = billing AS $$ SELECT 1 $$',
  ])('does not outlive %s', async (text) => {
    expect(await messagesOf(sessionStateLeaks, [text])).toEqual([]);
  });

  test('is a notice where it is merged', async () => {
    expect(await messagesOf(sessionStateLeaks, ['SET ROLE owner', 'SET ROLE owner'], ['0001_orders'])).toEqual([
      'warning: migration "0001_orders" sets role and does not reset it',
      'notice: migration "0000_orders" sets role and does not reset it',
    ]);
  });
});
