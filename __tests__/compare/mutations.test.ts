/** Every single change to a database is reported as exactly one difference that names the right object. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compareCatalogs } from '../../src/compare/compare-catalogs.js';
import { readCatalog } from '../../src/postgres/catalog/read-catalog.js';
import { PROVIDERS_AT_HAND } from '../postgres/servers-at-hand.js';
import { within } from '../postgres/within.js';
import { MUTATIONS } from './mutations.js';
import { openShop, type Shop } from './open-shop.js';
import { summarize, summaryOf } from './summary.js';

describe.each(PROVIDERS_AT_HAND)('a single change to a database (%s)', (provider) => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await openShop(provider);
  });
  afterAll(async () => {
    await shop[Symbol.asyncDispose]();
  });

  it('is none: silence', async () => {
    const again = await readCatalog(shop.sql);
    expect(compareCatalogs(shop.catalog, again, 'all')).toEqual([]);
    expect(compareCatalogs(shop.catalog, again, 'drizzle')).toEqual([]);
  });

  it.each(MUTATIONS)('$sql', async (mutation) => {
    const mutated = await within(shop.sql, [mutation.sql]);
    expect(summarize(compareCatalogs(shop.catalog, mutated, 'all'))).toEqual([summaryOf(mutation)]);
    const seen = mutation.beyondDrizzle ? [] : [summaryOf(mutation)];
    expect(summarize(compareCatalogs(shop.catalog, mutated, 'drizzle'))).toEqual(seen);
  });
});
