/** Every single change to a database is reported as exactly one difference that names the right object. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type postgres from 'postgres';
import type { Catalog, Difference } from '../../src/model/catalog.js';
import { compareCatalogs } from '../../src/compare/compare-catalogs.js';
import { renderDdl } from '../../src/compare/ddl/render-ddl.js';
import { readCatalog } from '../../src/postgres/catalog/read-catalog.js';
import { hasServer, startTestServer, type TestServer } from '../postgres/test-server.js';
import { MUTATIONS, type Mutation } from './mutations.js';
import { SHOP } from './shop.js';

let server: TestServer;
let sql: postgres.Sql;
let shop: Catalog;

(hasServer ? describe : describe.skip)('a single change to the database', () => {
  beforeAll(async () => {
    server = await startTestServer();
    sql = await server.connect();
    await sql.unsafe(SHOP);
    shop = await readCatalog(sql);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  it('is none: silence', async () => {
    const again = await readCatalog(sql);
    expect(compareCatalogs(shop, again, 'all')).toEqual([]);
    expect(compareCatalogs(shop, again, 'drizzle')).toEqual([]);
  });

  it.each(MUTATIONS)('$sql', async (mutation) => {
    const mutated = await within(sql, [mutation.sql]);
    expect(summarize(compareCatalogs(shop, mutated, 'all'))).toEqual([summaryOf(mutation)]);
    const seen = mutation.beyondDrizzle ? [] : [summaryOf(mutation)];
    expect(summarize(compareCatalogs(shop, mutated, 'drizzle'))).toEqual(seen);
  });

  it.each(MUTATIONS.filter(({ noDdl }) => noDdl === undefined))('its DDL mends $sql', async (mutation) => {
    const mutated = await within(sql, [mutation.sql]);
    const mended = await within(sql, [mutation.sql, ddl(shop, mutated)]);
    expect(summarize(compareCatalogs(shop, mended, 'all'))).toEqual([]);
  });

  it.each(MUTATIONS.filter(({ noDdl }) => noDdl !== 'both'))('its DDL repeats $sql', async (mutation) => {
    const mutated = await within(sql, [mutation.sql]);
    const repeated = await within(sql, [ddl(mutated, shop)]);
    expect(summarize(compareCatalogs(mutated, repeated, 'all'))).toEqual([]);
  });
});

/** What a person would say of a difference; attributes only where both sides have the object. */
function summarize(differences: readonly Difference[]): string[] {
  return differences.map(({ change, object, attributes }) =>
    summaryOf({ change, object, attributes: change === 'changed' ? attributes.map(({ attribute }) => attribute) : [] }),
  );
}

function summaryOf({ change, object, attributes = [] }: Pick<Mutation, 'change' | 'object' | 'attributes'>): string {
  return [change, object, ...attributes].join(' ');
}

/** The catalog after the statements, which are then rolled back. */
async function within(sql: postgres.Sql, statements: readonly string[]): Promise<Catalog> {
  await sql.unsafe('begin');
  try {
    for (const statement of statements) await sql.unsafe(statement);
    return await readCatalog(sql);
  } finally {
    await sql.unsafe('rollback');
  }
}

function ddl(expected: Catalog, actual: Catalog): string {
  return compareCatalogs(expected, actual, 'all')
    .map((difference) => renderDdl(difference, expected))
    .join('\n');
}
