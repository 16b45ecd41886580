/** The shop's schema on a server, and what becomes of it under a change that is then rolled back. */
import type postgres from 'postgres';
import type { Catalog } from '../../src/model/catalog.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { readCatalog } from '../../src/postgres/catalog/read-catalog.js';
import { SHOP } from './shop.js';

export interface Shop extends AsyncDisposable {
  readonly sql: postgres.Sql;
  readonly catalog: Catalog;
}

/** Takes the server over: it ends with the shop. */
export async function openShop(starting: Promise<EphemeralServer>): Promise<Shop> {
  const server = await starting;
  const major = Math.floor(server.versionNumber / 10_000);
  const sql = await (await server.createDatabase()).connect();
  await sql.unsafe(isKnown(NULLS_NOT_DISTINCT, major) ? SHOP : SHOP.replaceAll(` ${NULLS_NOT_DISTINCT}`, ''));
  return { sql, catalog: await readCatalog(sql), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

const NULLS_NOT_DISTINCT = 'nulls not distinct';

/** Whether a server of that major knows the syntax of the SQL. */
export function isKnown(sql: string, major: number): boolean {
  return major >= 15 || !/nulls not distinct|orders_code_unique unique/.test(sql);
}
