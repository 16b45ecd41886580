import { expect, test } from '@jest/globals';
import { changedTables } from '../../src/compare/table-changes.js';
import type { TableChange } from '../../src/model/verdict.js';
import { readCatalog } from '../../src/postgres/catalog/read-catalog.js';
import { startAtHand } from '../postgres/servers-at-hand.js';
import { openShop } from './open-shop.js';

/** `+name type`, `-name type`, `~name type`: what came, went, changed. */
function summarize({ table, change, columns, references }: TableChange): string {
  const marks = { added: '+', removed: '-', changed: '~' } as const;
  const changed = columns.flatMap((column) =>
    column.change === null || change !== 'changed' ? [] : `${marks[column.change]}${column.name} ${column.type}`,
  );
  return [`${change} ${table}`, ...changed, ...references.map((other) => `→ ${other}`)].join(' ');
}

const CASES: readonly (readonly [sql: string, summaries: string[]])[] = [
  ['select 1', []],
  ['alter table customers add column phone text', ['changed public.customers +phone text']],
  ['alter table orders drop column note', ['changed public.orders -note text → public.customers']],
  ['alter table billing.invoices alter number type bigint', ['changed billing.invoices ~number bigint']],
  ['create index on billing.invoices (number)', ['changed billing.invoices']],
  ['drop table billing.invoices', ['removed billing.invoices']],
  [
    'create table billing."Late Fees" (id serial primary key, invoice uuid references billing.invoices)',
    ['added billing.Late Fees → billing.invoices'],
  ],
  ['alter table billing.invoices rename to bills', ['added billing.bills', 'removed billing.invoices']],
  ["create type mood as enum ('ok'); create function due() returns int language sql as 'select 1'", []],
];

test('tables that differ, with their columns', async () => {
  await using shop = await openShop(startAtHand('embedded', ['hstore']));
  for (const [change, expected] of CASES) {
    await shop.sql`BEGIN`.simple();
    await shop.sql.unsafe(change);
    const after = await readCatalog(shop.sql);
    await shop.sql`ROLLBACK`.simple();
    expect([change, changedTables(shop.catalog, after).map(summarize)]).toEqual([change, expected]);
  }
});

test('keys are told', async () => {
  await using shop = await openShop(startAtHand('embedded', ['hstore']));
  const nothing = { ...shop.catalog, objects: [] };
  const orders = changedTables(nothing, shop.catalog).find(({ table }) => table === 'public.orders');
  expect(orders?.columns.map(({ name, key }) => [name, key])).toEqual(
    expect.arrayContaining([
      ['id', 'primary'],
      ['customer_id', 'primary'],
      ['total', null],
    ]),
  );
});
