/** Every single change to a database is reported as exactly one difference that names the right object. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compareCatalogs } from '../../src/compare/compare-catalogs.js';
import { readCatalog } from '../../src/postgres/catalog/read-catalog.js';
import { SERVERS_AT_HAND } from '../postgres/servers-at-hand.js';
import { within } from '../postgres/within.js';
import { MUTATIONS } from './mutations.js';
import { isKnown, openShop, type Shop } from './open-shop.js';
import { summarize, summaryOf } from './summary.js';

describe.each(SERVERS_AT_HAND)('a single change to a database (%s)', (_, major, start) => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await openShop(start(['hstore']));
  });
  afterAll(async () => {
    await shop[Symbol.asyncDispose]();
  });

  it('is none: silence', async () => {
    const again = await readCatalog(shop.sql);
    expect(compareCatalogs(shop.catalog, again, 'all')).toEqual([]);
    expect(compareCatalogs(shop.catalog, again, 'drizzle')).toEqual([]);
  });

  it.each(MUTATIONS.filter(({ sql }) => isKnown(sql, major)))('$sql', async (mutation) => {
    const mutated = await within(shop.sql, [mutation.sql]);
    expect(summarize(compareCatalogs(shop.catalog, mutated, 'all'))).toEqual([summaryOf(mutation)]);
    const seen = mutation.beyondDrizzle ? [] : [summaryOf(mutation)];
    expect(summarize(compareCatalogs(shop.catalog, mutated, 'drizzle'))).toEqual(seen);
  });
});
