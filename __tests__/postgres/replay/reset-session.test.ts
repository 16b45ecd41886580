import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type postgres from 'postgres';
import type { EphemeralServer } from '../../../src/model/server.js';
import { resetSqlFor } from '../../../src/postgres/replay/reset-session.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../servers-at-hand.js';
import { scriptOf } from './script.js';

const TABLE = 'CREATE SEQUENCE "numbers"; CREATE TABLE "orders" ("id" integer);';

describe.each(PROVIDERS_AT_HAND)('a session that is given back (%s)', (provider) => {
  let server: EphemeralServer;
  let sql: postgres.Sql;
  beforeAll(async () => {
    server = await startAtHand(provider);
    sql = await (await server.createDatabase()).connect();
    await sql.unsafe(`${TABLE} CREATE ROLE clerk;`);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  const lookAt = async (expression: string) =>
    (await sql.unsafe(`SELECT (${expression})::text AS value`))[0]?.['value'];
  const reset = async (text: string) => sql.unsafe(resetSqlFor((await scriptOf(text)).parsed.values()));

  test.each([
    ['a setting', 'SET search_path = shop', "current_setting('search_path')"],
    ['a role', 'SET ROLE clerk', 'current_user'],
    ['another user', 'SET SESSION AUTHORIZATION clerk', 'session_user'],
    ['a cursor', 'DECLARE c CURSOR WITH HOLD FOR SELECT 1', 'SELECT count(*) FROM pg_cursors WHERE is_holdable'],
    ['a channel', 'LISTEN orders', 'SELECT count(*) FROM pg_listening_channels()'],
    ['a lock', 'SELECT pg_advisory_lock(7)', "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"],
    ['a temporary table', 'CREATE TEMP TABLE pad (id integer)', "to_regclass('pg_temp.pad') IS NULL"],
    ['a prepared statement', 'PREPARE look AS SELECT 1', 'SELECT count(*) FROM pg_prepared_statements'],
  ])('has lost %s', async (_, statement, expression) => {
    const before = await lookAt(expression);
    await sql.unsafe(statement);
    expect(await lookAt(expression)).not.toBe(before);
    await reset(`${statement};`);
    expect(await lookAt(expression)).toBe(before);
  });

  test('has lost the last value of a sequence', async () => {
    await sql.unsafe("SELECT nextval('numbers')");
    await reset("SELECT nextval('numbers');");
    await expect(sql.unsafe('SELECT lastval()')).rejects.toMatchObject({ code: '55000' });
  });

  test('keeps what the gate has prepared, where no migration prepares anything', async () => {
    await sql.unsafe('PREPARE ours AS SELECT 1');
    await reset(TABLE);
    expect(await lookAt('SELECT count(*) FROM pg_prepared_statements')).toBe('1');
    await reset("DO $$ BEGIN EXECUTE 'PREPARE theirs AS SELECT 2'; END $$;");
    expect(await lookAt('SELECT count(*) FROM pg_prepared_statements')).toBe('0');
  });
});
