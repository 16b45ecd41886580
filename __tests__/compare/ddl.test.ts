/** The DDL of a difference is run, and the catalogs compared again. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Catalog } from '../../src/model/catalog.js';
import { compareCatalogs } from '../../src/compare/compare-catalogs.js';
import type { Scope } from '../../src/compare/kind-rules.js';
import { renderDdl } from '../../src/compare/ddl/render-ddl.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../postgres/servers-at-hand.js';
import { within } from '../postgres/within.js';
import { MUTATIONS } from './mutations.js';
import { openShop, type Shop } from './open-shop.js';
import { summarize } from './summary.js';

describe('the DDL of a difference', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await openShop(startAtHand(PROVIDERS_AT_HAND.at(-1) ?? 'embedded', ['hstore']));
  });
  afterAll(async () => {
    await shop[Symbol.asyncDispose]();
  });

  it('makes a plain column serial', async () => {
    const plain = 'alter table customers alter id drop default; drop sequence customers_id_seq';
    const mended = await within(shop.sql, [plain, ddl(shop.catalog, await within(shop.sql, [plain]), 'drizzle')]);
    expect(summarize(compareCatalogs(shop.catalog, mended, 'all'))).toEqual([]);
  });

  it.each(MUTATIONS.filter(({ noDdl }) => noDdl === undefined))('mends $sql', async (mutation) => {
    const mutated = await within(shop.sql, [mutation.sql]);
    const mended = await within(shop.sql, [mutation.sql, ddl(shop.catalog, mutated)]);
    expect(summarize(compareCatalogs(shop.catalog, mended, 'all'))).toEqual([]);
  });

  it.each(MUTATIONS.filter(({ noDdl }) => noDdl !== 'both'))('repeats $sql', async (mutation) => {
    const mutated = await within(shop.sql, [mutation.sql]);
    const repeated = await within(shop.sql, [ddl(mutated, shop.catalog)]);
    expect(summarize(compareCatalogs(mutated, repeated, 'all'))).toEqual([]);
  });
});

function ddl(expected: Catalog, actual: Catalog, scope: Scope = 'all'): string {
  return compareCatalogs(expected, actual, scope)
    .map((difference) => renderDdl(difference, expected))
    .join('\n');
}
