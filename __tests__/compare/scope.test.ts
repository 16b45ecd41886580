/** What is no drift, because Drizzle could not have said it otherwise. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type postgres from 'postgres';
import { compareCatalogs } from '../../src/compare/compare-catalogs.js';
import { unmanagedOf } from '../../src/compare/expressible.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../postgres/servers-at-hand.js';
import { within } from '../postgres/within.js';
import { summarize } from './summary.js';

let server: EphemeralServer;
let sql: postgres.Sql;

beforeAll(async () => {
  server = await startAtHand(PROVIDERS_AT_HAND.at(-1) ?? 'embedded');
  sql = await (await server.createDatabase()).connect();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const differencesOf = async (declared: string, replayed: string) =>
  summarize(compareCatalogs(await within(sql, [declared]), await within(sql, [replayed]), 'drizzle'));

describe('silence', () => {
  test.each([
    ['another order of columns', 'create table orders (a integer, b text)', 'create table orders (b text, a integer)'],
    [
      'SELECT * over another order of columns',
      'create table orders (a integer, b text); create view all_orders as select * from orders where a > 1',
      'create table orders (b text, a integer); create view all_orders as select * from orders where a > 1',
    ],
    [
      'a table that was renamed keeps the names of its sequence and key',
      'create table customers (id serial primary key)',
      'create table users (id serial primary key); alter table users rename to customers',
    ],
    [
      'a column that was renamed keeps the name of its sequence',
      'create table customers (number serial)',
      'create table customers (id serial); alter table customers rename id to number',
    ],
    [
      'an identity column of a table that was renamed',
      'create table customers (id integer primary key generated always as identity)',
      'create table users (id integer primary key generated always as identity); alter table users rename to customers',
    ],
    [
      'a serial column built from its parts',
      'create table customers (id serial primary key)',
      `create sequence customers_id_seq as integer; create table customers (id integer primary key default nextval('customers_id_seq'));
       alter sequence customers_id_seq owned by customers.id`,
    ],
    [
      'a unique constraint on the key, which CREATE TABLE merges and ALTER TABLE does not',
      'create table orders (id text primary key, constraint orders_id_unique unique (id))',
      'create table orders (id text primary key); alter table orders add constraint orders_id_unique unique (id)',
    ],
    [
      'names beyond 63 bytes',
      `create table orders (total integer); create index "${'i'.repeat(70)}" on orders (total)`,
      `create table orders (total integer); create index "${'i'.repeat(63)}" on orders (total)`,
    ],
    [
      'partitions of a table',
      'create table events (id integer, at date); create index events_at_index on events (at)',
      `create table events (id integer, at date) partition by range (at); create index events_at_index on events (at);
       create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01')`,
    ],
    [
      'an exclusion constraint',
      'create table bookings (during int4range)',
      'create table bookings (during int4range, exclude using gist (during with &&))',
    ],
    ['roles made by hand', '', 'create role clerk'],
    [
      'an index with INCLUDE',
      'create table orders (total integer, note text)',
      'create table orders (total integer, note text); create index covering on orders (total) include (note)',
    ],
    [
      'an index of a materialized view',
      'create materialized view totals as select 1 as total',
      'create materialized view totals as select 1 as total; create unique index on totals (total)',
    ],
    [
      'NOT NULL under a name',
      'create table orders (total integer not null)',
      'create table orders (total integer constraint given not null)',
    ],
  ])('%s', async (_, declared, replayed) => {
    expect(await differencesOf(declared, replayed)).toEqual([]);
  });
});

describe('no silence', () => {
  test.each([
    [
      'a composite key under another name',
      'create table lines (a integer, b integer, constraint lines_a_b_pk primary key (a, b))',
      'create table lines (a integer, b integer, primary key (a, b))',
      ['changed primary key public.lines.lines_a_b_pk name'],
    ],
    [
      'the order of what a view computes',
      'create view answers as select case when true then 1 else 2 end as a, 3 as b',
      'create view answers as select 3 as b, case when true then 1 else 2 end as a',
      ['changed view public.answers definition'],
    ],
    [
      'a view with another condition',
      'create table orders (a integer, b text); create view some_orders as select a, b from orders where a > 1',
      'create table orders (a integer, b text); create view some_orders as select b, a from orders where a > 2',
      ['changed view public.some_orders definition'],
    ],
    [
      'serial declared, plain integer built',
      'create table customers (id serial)',
      'create table customers (id integer not null)',
      ['changed column public.customers.id default'],
    ],
    [
      'one index of two that are alike is missing',
      'create table orders (a integer); create index one on orders (a); create index two on orders (a)',
      'create table orders (a integer); create index three on orders (a)',
      ['changed index public.orders.one name', 'missing index public.orders.two'],
    ],
    [
      'a unique index where a constraint is declared',
      'create table orders (a integer constraint a_unique unique)',
      'create table orders (a integer); create unique index a_unique on orders (a)',
      ['extra index public.orders.a_unique', 'missing unique public.orders.a_unique'],
    ],
    [
      'a table with all its parts is one difference',
      'create table orders (id serial primary key, a integer unique check (a > 0)); create index on orders (a)',
      '',
      ['missing table public.orders'],
    ],
    [
      'a view where a table is declared',
      'create table orders (a integer)',
      'create view orders as select 1 as a',
      ['missing table public.orders', 'extra view public.orders'],
    ],
  ])('%s', async (_, declared, replayed, differences) => {
    expect(await differencesOf(declared, replayed)).toEqual(differences);
  });
});

test('what Drizzle cannot state is listed, without the parts of what is listed', async () => {
  const catalog = await within(sql, [
    `create table orders (id serial primary key, at date, note text);
     create function touch() returns trigger language plpgsql as 'begin return new; end';
     create trigger touch_orders before update on orders for each row execute function touch();
     create domain cents as bigint;
     create index covering on orders (at) include (note);
     create table events (id integer, at date) partition by range (at);
     create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01');
     create index events_at_index on events (at);
     comment on table orders is 'What customers ordered'`,
  ]);
  expect(unmanagedOf(catalog)).toEqual([
    'comment on table public.orders',
    'domain public.cents',
    'function public.touch()',
    'index public.orders.covering',
    'table public.events_2024',
    'trigger public.orders.touch_orders',
  ]);
});

test('catalogs of two majors are not compared', () => {
  const old = { serverVersion: 150002, objects: [] };
  const recent = { serverVersion: 150018, objects: [] };
  const next = { serverVersion: 180000, objects: [] };
  expect(compareCatalogs(old, recent, 'all')).toEqual([]);
  expect(() => compareCatalogs(recent, next, 'all')).toThrow('PostgreSQL 15 and 18');
});
