/** A connection that breaks settles every query, also one that is sent by whoever was just told. */
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import type postgres from 'postgres';
import {
  closeConnection,
  openConnection,
  openSession,
  readConnectionString,
} from '../../../src/postgres/servers/connection.js';
import { isServerLoss } from '../../../src/postgres/servers/server-loss.js';
import { startNode } from '../../end-to-end/start.js';
import { hasBinaries } from './providers.js';
import { publish } from './publish.js';

const OPENERS: readonly (readonly [name: string, open: (port: number) => postgres.Sql])[] = [
  ['a connection', (port) => openConnection({ port, password: '' }, 'postgres')],
  ['a session', (port) => openSession(readConnectionString(`postgres://postgres@127.0.0.1:${port}/postgres`))],
];

const told = (error: unknown): unknown => error;

(hasBinaries ? test.each(OPENERS) : test.skip.each(OPENERS))('%s', async (_, open) => {
  await using published = await publish();
  const sql = open(published.port);
  await sql`SELECT 1`;
  const both = sql`SELECT pg_sleep(60)`.then(
    () => [],
    async (error: unknown) => [error, await sql.unsafe('ROLLBACK').catch(told)],
  );
  await sleep(100);
  published.reset();
  const errors = await Promise.race([both, sleep(5000, ['a query is lost'], { ref: false })]);
  expect(errors.map(isServerLoss)).toEqual([true, true]);
  await closeConnection(sql);
});

(hasBinaries ? test : test.skip)(
  'a server that is lost while a connection opens is told once, and ends nothing',
  async () => {
    await using published = await publish('typarray');
    const program = join(dirname(fileURLToPath(import.meta.url)), 'lose-types.js');
    const ended = await startNode(program, [String(published.port)], { cwd: '.', env: process.env });
    expect(ended).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(/^(ECONNRESET|EPIPE|CONNECTION_CLOSED)\n$/),
      stderr: '',
    });
  },
);
