/** Holds what is known of locks outside of transactions against servers that are made to wait in the middle of each statement. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type postgres from 'postgres';
import { LOCK_MODES, type LockMode } from '../../../src/model/release.js';
import type { EphemeralServer } from '../../../src/model/server.js';
import { readDocumentedLocks } from '../../../src/release/plan/documented-locks.js';
import { scriptOf } from '../../postgres/replay/script-of.js';
import { MAJORS_AT_HAND, startMajor } from '../../postgres/servers-at-hand.js';

const SHOP = `CREATE TABLE orders (id bigint, total numeric); CREATE INDEX orders_id ON orders (id);
CREATE TABLE customers (id bigint PRIMARY KEY); CLUSTER customers USING customers_pkey;
CREATE TABLE events (at date) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');`;

const SUE = 'ShareUpdateExclusiveLock';

/** `blocker`: what another session has done in an open transaction, so that the statement waits while it has its strongest lock, or for it. */
const CASES: readonly (readonly [sql: string, blocker: string, locks: readonly string[]])[] = [
  [
    'CREATE INDEX CONCURRENTLY orders_total ON orders (total)',
    'INSERT INTO orders VALUES (1)',
    [`public.orders ${SUE}`],
  ],
  ['DROP INDEX CONCURRENTLY orders_id', 'SELECT FROM orders', [`public.orders ${SUE}`]],
  ['REINDEX INDEX CONCURRENTLY orders_id', 'INSERT INTO orders VALUES (1)', [`public.orders ${SUE}`]],
  ['REINDEX TABLE CONCURRENTLY public.orders', 'INSERT INTO orders VALUES (1)', [`public.orders ${SUE}`]],
  ['REINDEX SCHEMA public', 'INSERT INTO customers VALUES (1)', ['public.customers ShareLock']],
  ['VACUUM orders', 'LOCK TABLE orders IN SHARE UPDATE EXCLUSIVE MODE', [`public.orders ${SUE}`]],
  ['VACUUM (FULL) orders', 'SELECT FROM orders', ['public.orders AccessExclusiveLock']],
  ['VACUUM (FULL off) orders', 'LOCK TABLE orders IN SHARE UPDATE EXCLUSIVE MODE', [`public.orders ${SUE}`]],
  ['CLUSTER', 'SELECT FROM customers', ['public.customers AccessExclusiveLock']],
  [
    'ALTER TABLE events DETACH PARTITION events_2024 CONCURRENTLY',
    'SELECT FROM events_2024',
    [`public.events ${SUE}`, 'public.events_2024 AccessExclusiveLock'],
  ],
];

(MAJORS_AT_HAND.length === 0 ? describe.skip : describe).each(MAJORS_AT_HAND)('on PostgreSQL %s', (major) => {
  let server: EphemeralServer;
  beforeAll(async () => {
    server = await startMajor(major);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  test.each(CASES)('%s', async (sql, blocker, locks) => {
    await using database = await server.createDatabase();
    const [ours, others, observer] = [await database.connect(), await database.connect(), await database.connect()];
    for (const statement of SHOP.split(';').filter((text) => text.trim() !== '')) await ours.unsafe(statement);
    const [statement] = [...(await scriptOf(sql)).parsed.values()].flatMap((file) => file.statements);
    if (statement === undefined) throw new Error('the statement does not parse');
    const documented = await readDocumentedLocks(ours, statement);
    await others.unsafe(`BEGIN; ${blocker}`);
    const running = ours.unsafe(sql);
    running.catch(() => undefined);
    const seen = await lockedWhileWaiting(observer, sql);
    await others`ROLLBACK`.simple();
    await running;
    const said = documented.map(({ table, mode }) => `${table} ${mode}`).sort();
    expect(said).toEqual(expect.arrayContaining([...locks]));
    // Of all tables only the one that is waited for shows its lock.
    expect(seen).toEqual(locks);
  });
});

/** The strongest lock on each table that a statement has or waits for. */
async function lockedWhileWaiting(sql: postgres.Sql, statement: string): Promise<string[]> {
  for (;;) {
    const rows = await sql<{ table: string; modes: LockMode[] }[]>`
      select n.nspname || '.' || c.relname as table, array_agg(l.mode) as modes
      from pg_stat_activity a
      join pg_locks l on l.pid = a.pid and l.locktype = 'relation'
      join pg_class c on c.oid = l.relation and c.relkind in ('r', 'p')
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      where a.query = ${statement} and a.wait_event_type = 'Lock'
      group by 1 order by 1`;
    if (rows.length > 0) return rows.map(({ table, modes }) => `${table} ${strongest(modes)}`);
    await sleep(20);
  }
}

function strongest(modes: readonly LockMode[]): string {
  return LOCK_MODES[Math.max(...modes.map((mode) => LOCK_MODES.indexOf(mode)))] ?? '';
}
