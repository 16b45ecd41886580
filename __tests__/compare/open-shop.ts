/** The shop's schema on a server, and what becomes of it under a change that is then rolled back. */
import type postgres from 'postgres';
import type { Catalog } from '../../src/model/catalog.js';
import { readCatalog } from '../../src/postgres/catalog/read-catalog.js';
import { startAtHand } from '../postgres/servers-at-hand.js';
import { SHOP } from './shop.js';

export interface Shop extends AsyncDisposable {
  readonly sql: postgres.Sql;
  readonly catalog: Catalog;
}

export async function openShop(provider: 'embedded' | 'local'): Promise<Shop> {
  const server = await startAtHand(provider, ['hstore']);
  const database = await server.createDatabase();
  const sql = await database.connect();
  await sql.unsafe(SHOP);
  return { sql, catalog: await readCatalog(sql), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}
