/** What the reader sees, what it leaves out, and what it leaves behind: nothing. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type postgres from 'postgres';
import { compareCatalogs } from '../../../src/compare/compare-catalogs.js';
import { nameOf, OBJECT_KINDS, type Catalog } from '../../../src/model/catalog.js';
import type { EphemeralServer } from '../../../src/model/server.js';
import { readCatalog } from '../../../src/postgres/catalog/read-catalog.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../servers-at-hand.js';
import { EVERYTHING } from './everything.js';

const trackerIn = (schema: string, table: string) =>
  `create table "${schema}"."${table}" (id serial primary key, hash text not null, created_at bigint)`;

describe.each(PROVIDERS_AT_HAND)('the catalog on a server (%s)', (provider) => {
  let server: EphemeralServer;
  let sql: postgres.Sql;
  let empty: Catalog;
  let catalog: Catalog;

  beforeAll(async () => {
    server = await startAtHand(provider, ['hstore']);
    sql = await (await server.createDatabase()).connect();
    empty = await readCatalog(sql);
    await sql.unsafe(EVERYTHING);
    catalog = await readCatalog(sql);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  /** Rolled back afterwards. */
  const reading = async (statements: string, options: Parameters<typeof readCatalog>[1] = {}) => {
    await sql.unsafe(`begin; ${statements}`);
    try {
      return await readCatalog(sql, options);
    } finally {
      await sql.unsafe('rollback');
    }
  };
  const attributesOf = (name: string) => catalog.objects.find((object) => nameOf(object) === name)?.attributes;

  test('an empty database has the schema public and the roles of its cluster', () => {
    expect(empty.objects.filter(({ kind }) => kind !== 'role').map(nameOf)).toEqual(['schema public']);
  });

  test.each([null, ['customers', 'orders']])('it reads the same by a prepared query (tables: %j)', async (tables) => {
    const plain = await readCatalog(sql, { tables });
    expect(plain.objects.length).toBeGreaterThan(10);
    for (const time of ['planned', 'planned before', 'after another search_path']) {
      if (time.startsWith('after')) await sql.unsafe('set search_path = shop');
      const prepared = await readCatalog(sql, { tables, keepPrepared: true });
      expect([time, compareCatalogs(prepared, plain, 'all')]).toEqual([time, []]);
      expect(prepared.objects.length).toBe(plain.objects.length);
    }
    await sql.unsafe('discard all');
  });

  test('every kind is read but extensions, of which there are none', () => {
    const kinds = new Set(catalog.objects.map(({ kind }) => kind));
    expect(OBJECT_KINDS.filter((kind) => !kinds.has(kind))).toEqual(['extension']);
  });

  test('every object has a name of its own', () => {
    const names = catalog.objects.map(nameOf);
    expect(names.filter((name, position) => names.indexOf(name) !== position)).toEqual([]);
  });

  test.each([
    ['enum shop.status', { labels: ['draft', 'sent', 'paid'] }],
    ['domain shop.cents', { type: 'bigint', notNull: true, constraints: ['not_negative CHECK ((VALUE >= 0))'] }],
    ['type shop.price', { form: 'composite', fields: ['amount numeric(12,2)', 'currency text collate "C"'] }],
    ['sequence shop.customers_id_seq', { ownedBy: 'shop.customers.id', type: 'integer' }],
    ['column shop.customers.id', { type: 'integer', notNull: true, serialSequence: 'shop.customers_id_seq' }],
    ['column shop.customers.name', { collation: '"C"', notNull: false, default: null, serialSequence: null }],
    ['column shop.orders.id', { identity: 'always', identityStart: '10', identityMax: '9223372036854775807' }],
    ['column shop.orders.net', { generated: '(total * 0.8)', default: null }],
    ['column shop.orders.state', { type: 'shop.status', default: "'draft'::shop.status" }],
    ['primary key shop.orders.orders_pk', { columns: ['id', 'customer_id'] }],
    ['unique shop.customers.customers_email_key', { columns: ['email'], nullsNotDistinct: false }],
    ['foreign key shop.orders.orders_customer_id_fkey', { references: 'shop.customers', onDelete: 'cascade' }],
    ['check shop.orders.orders_total_check', { expression: '(total > (0)::numeric)' }],
    [
      'index shop.orders.orders_index',
      {
        keys: ['customer_id desc nulls last', 'lower((net)::text) text_pattern_ops', 'state'],
        include: ['total'],
        predicate: '(total > (5)::numeric)',
        unique: false,
        valid: true,
      },
    ],
    ['view shop.emails', { options: ['security_barrier=true'] }],
    ['policy shop.orders.clerks_read', { permissive: false, command: 'select', roles: ['clerk'], check: null }],
    ['table shop.orders', { rowSecurity: true, forceRowSecurity: false, persistence: 'permanent' }],
    ['table shop.events', { partitionKey: 'RANGE (at)' }],
    ['table shop.events_2024', { partitionOf: 'shop.events' }],
    ['event trigger watch_ddl', { tags: ['DROP TABLE'], function: 'shop.watch()' }],
    ['grant on table shop.orders to clerk', { privileges: ['INSERT', 'SELECT'] }],
    ['grant on column shop.orders.total to clerk', { privileges: ['UPDATE'] }],
    ['grant on function shop.tidy() to public', { privileges: null }],
    ['comment on table column shop.orders.total', { text: 'Without VAT' }],
    ['role clerk', { memberOf: ['auditor'], createDb: false }],
  ])('%s is read with its attributes', (name, attributes) => {
    expect(attributesOf(name)).toMatchObject(attributes);
  });

  test('functions of one name are told apart by their arguments', () => {
    const touches = catalog.objects.filter(({ kind, name }) => kind === 'function' && name.startsWith('touch'));
    expect(touches.map(nameOf).sort()).toEqual(['function shop.touch()', 'function shop.touch(note text)']);
  });

  test('passwords of foreign servers stay where they are', () => {
    expect(JSON.stringify(catalog)).not.toContain('open sesame');
  });

  test('what the session has set neither shows nor is lost', async () => {
    const settings = `set local search_path = shop, public; set local datestyle = 'SQL, DMY'; set local timezone = 'Asia/Tokyo';
      set local intervalstyle = 'iso_8601'; set local quote_all_identifiers = on; set local bytea_output = 'escape'`;
    await sql.unsafe(`begin; ${settings}`);
    try {
      expect(compareCatalogs(catalog, await readCatalog(sql), 'all')).toEqual([]);
      const [after] = await sql`select current_setting('search_path') as path, current_setting('timezone') as zone,
        current_setting('quote_all_identifiers') as quoting`;
      expect(after).toEqual({ path: 'shop, public', zone: 'Asia/Tokyo', quoting: 'on' });
    } finally {
      await sql.unsafe('rollback');
    }
  });

  test('it can be read in a read-only transaction', async () => {
    const again = await sql.begin('read only', (transaction) => readCatalog(transaction));
    expect(compareCatalogs(catalog, again, 'all')).toEqual([]);
  });

  test('temporary tables are left out, also those that are called like a catalog', async () => {
    const again = await reading(
      'create temporary table basket (id integer); create temporary table pg_class (oid oid)',
    );
    expect(compareCatalogs(catalog, again, 'all')).toEqual([]);
  });

  test('what belongs to an extension is left out, the extension is not', async () => {
    const again = await reading('create extension hstore schema shop');
    expect(compareCatalogs(catalog, again, 'all').map(({ object }) => object)).toEqual(['extension hstore']);
  });

  test.each([
    [{ schema: 'drizzle', table: '__drizzle_migrations' }, 'create schema drizzle'],
    [{ schema: 'public', table: 'migrations' }, ''],
  ])('the tracker %j is left out with its sequence, key and schema', async (tracker, before) => {
    const statements = `${before}; ${trackerIn(tracker.schema, tracker.table)}`;
    expect(compareCatalogs(catalog, await reading(statements, { tracker }), 'all')).toEqual([]);
    expect(compareCatalogs(catalog, await reading(statements), 'all')).not.toEqual([]);
  });

  test('a schema that the tracker shares is not left out', async () => {
    const tracker = { schema: 'shop', table: 'migrations' };
    expect(compareCatalogs(catalog, await reading(trackerIn('shop', 'migrations'), { tracker }), 'all')).toEqual([]);
  });
});
