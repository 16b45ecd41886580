/** Poolers that are really there, between two connections and a real server. */
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import postgres from 'postgres';
import type { EphemeralDatabase, EphemeralServer } from '../../../src/model/server.js';
import { detectPooler } from '../../../src/postgres/deployed/detect-pooler.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../servers-at-hand.js';
import { startPooler, type PoolerOptions } from './pooler.js';

const NATIVE = PROVIDERS_AT_HAND.filter((provider) => provider !== 'embedded');

// The embedded server serves one connection at a time.
(NATIVE.length === 0 ? describe.skip : describe)('on a native server', () => {
  let server: EphemeralServer;
  let database: EphemeralDatabase;
  let direct: postgres.Sql;
  beforeAll(async () => {
    server = await startAtHand('local');
    database = await server.createDatabase();
    direct = await database.connect();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  test('a direct connection has none', async () => {
    expect(await detectPooler(direct, await database.connect())).toBe('none');
  });

  test.each<[mode: PoolerOptions['mode'], size: number, next: 'last' | 'first']>([
    ['transaction', 1, 'last'],
    ['transaction', 2, 'last'],
    ['transaction', 2, 'first'],
    ['transaction', 3, 'first'],
    ['transaction', 5, 'first'],
    ['transaction', 5, 'last'],
    ['session', 2, 'last'],
    ['session', 5, 'first'],
  ])('a pooler in %s mode with %i server processes, the %s idle one first', async (mode, size, next) => {
    const socketDirectory = dirname(String(direct.options.path));
    await using pooler = await startPooler({ socketDirectory, database: database.name, mode, size, next });
    const connect = () =>
      postgres({
        host: '127.0.0.1',
        port: pooler.port,
        user: 'postgres',
        database: database.name,
        ssl: false,
        max: 1,
        prepare: false,
        fetch_types: false,
      });
    const [left, right] = [connect(), connect()];
    try {
      expect(await detectPooler(left, right)).toBe(mode);
    } finally {
      await Promise.all([left.end({ timeout: 0 }), right.end({ timeout: 0 })]);
    }
  });
});
