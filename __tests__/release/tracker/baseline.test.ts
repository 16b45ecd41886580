/** Databases with the schema and without the rows: proven, written, and continued by drizzle-orm's own migrator. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EphemeralServer } from '../../../src/model/server.js';
import { baseline } from '../../../src/release/tracker/baseline.js';
import { repair } from '../../../src/release/tracker/repair.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../../postgres/servers-at-hand.js';
import { FOLDERS, foldersOf, journalOf, requestFor, Shop, TAGS, type Files } from './shop.js';

const TABLE = 'drizzle.__drizzle_migrations';

let deployed: EphemeralServer;
let ephemeral: EphemeralServer;
beforeAll(async () => {
  const provider = PROVIDERS_AT_HAND.at(-1) ?? 'embedded';
  [deployed, ephemeral] = [await startAtHand(provider), await startAtHand(provider)];
});
afterAll(async () => {
  await deployed[Symbol.asyncDispose]();
  await ephemeral[Symbol.asyncDispose]();
});

/** Four of five entries ran, and then the tracker was lost. */
async function openWithout(lost: string, files: Files = journalOf(4)): Promise<Shop> {
  const shop = await Shop.open(deployed);
  await shop.migrate(files);
  await shop.run(lost);
  return shop;
}

async function baselineOf(shop: Shop, to: string, files: Files = journalOf(5), accepted: readonly string[] = []) {
  return baseline(await requestFor(shop, files, ephemeral), { to, accepted, orphans: null });
}

const messagesOf = ({ findings }: { readonly findings: readonly { readonly message: string }[] }) =>
  findings.map(({ message }) => message);

describe('the rows are written, and Drizzle goes on', () => {
  test.each<[string, string, Files, Files, string]>([
    ['no tracker', 'DROP SCHEMA drizzle CASCADE', journalOf(4), journalOf(5), TAGS[3] ?? ''],
    ['no table', `DROP TABLE ${TABLE}`, journalOf(4), journalOf(5), TAGS[3] ?? ''],
    ['an empty table', `TRUNCATE ${TABLE}`, journalOf(4), journalOf(5), TAGS[3] ?? ''],
    [
      'an empty table of the wrong type',
      `TRUNCATE ${TABLE}; ALTER TABLE ${TABLE} ALTER created_at TYPE text`,
      journalOf(4),
      journalOf(5),
      TAGS[3] ?? '',
    ],
    ['only the first row', `DELETE FROM ${TABLE} WHERE id > 1`, journalOf(4), journalOf(5), TAGS[3] ?? ''],
    ['no tracker, 1.0', 'DROP SCHEMA drizzle CASCADE', foldersOf(4), foldersOf(5), FOLDERS[3] ?? ''],
    ['an empty table, 1.0', `TRUNCATE ${TABLE}`, foldersOf(4), foldersOf(5), FOLDERS[3] ?? ''],
  ])('%s', async (_, lost, before, after, to) => {
    await using shop = await openWithout(lost, before);
    const record = await baselineOf(shop, to, after);
    expect({ outcome: record.outcome, messages: messagesOf(record) }).toEqual({ outcome: 'applied', messages: [] });
    await shop.migrate(after);
    await shop.migrate(after);
    const [counts] = await shop.query(
      `select (select count(*)::int from orders) as orders, (select count(distinct hash)::int from ${TABLE}) as hashes,
              (select count(*)::int from ${TABLE}) as rows, to_regclass('customers') is not null as "hasCustomers"`,
    );
    expect(counts).toEqual({ orders: 1, hashes: 5, rows: 5, hasCustomers: true });
  });

  test('with a difference that is accepted by its name, and no other', async () => {
    await using shop = await openWithout(
      `TRUNCATE ${TABLE}; ALTER TABLE orders ADD COLUMN vip boolean; DROP INDEX invoices_order`,
    );
    const refused = await baselineOf(shop, TAGS[3] ?? '', journalOf(5), ['column public.orders.vip']);
    expect(messagesOf(refused)).toEqual([
      'index public.invoices.invoices_order is not in the database, so the database is not what the history builds up to "0003_notes"',
    ]);
    const names = ['column public.orders.vip', 'index public.invoices.invoices_order'];
    expect(await baselineOf(shop, TAGS[3] ?? '', journalOf(5), names)).toMatchObject({ outcome: 'applied' });
  });
});

describe('is refused, and writes nothing', () => {
  test.each<[string, string, string, RegExp]>([
    ['at an earlier entry', `TRUNCATE ${TABLE}`, TAGS[1] ?? '', /^column public\.orders\.note is in the database only/],
    ['at a later entry', `TRUNCATE ${TABLE}`, TAGS[4] ?? '', /^table public\.customers is not in the database/],
    [
      'where another type was given by hand',
      `TRUNCATE ${TABLE}; ALTER TABLE orders ALTER total TYPE integer`,
      TAGS[3] ?? '',
      /^column public\.orders\.total is another in the database \(expected type/,
    ],
    ['where later rows are there', 'SELECT 1', TAGS[2] ?? '', /"0003_notes" comes after "0002_backfill" and has a row/],
    [
      "where a row is nobody's",
      `TRUNCATE ${TABLE}; INSERT INTO ${TABLE} (hash, created_at) VALUES ('0f', 1)`,
      TAGS[3] ?? '',
      /belongs to no migration of this history/,
    ],
  ])('%s', async (_, damage, to, message) => {
    await using shop = await openWithout(damage);
    const rows = await shop.query(`select * from ${TABLE}`);
    const record = await baselineOf(shop, to);
    expect(record.outcome).toBe('refused');
    expect(messagesOf(record).join('\n')).toMatch(message);
    expect(await shop.query(`select * from ${TABLE}`)).toEqual(rows);
  });

  test('at a migration that is not there', async () => {
    await using shop = await openWithout(`TRUNCATE ${TABLE}`);
    await expect(baselineOf(shop, '0009_refunds')).rejects.toThrow('there is no migration "0009_refunds"');
  });
});

describe('repair sends to baseline, with the entry that the schema is at', () => {
  test.each([
    ['the tracker is empty', `TRUNCATE ${TABLE}`],
    ['there is no tracker', 'DROP SCHEMA drizzle CASCADE'],
  ])('%s', async (_, lost) => {
    await using shop = await openWithout(lost);
    const options = { assumptions: { applied: [], pending: [] }, orphans: null, prepare: null };
    const record = await repair(await requestFor(shop, journalOf(5), ephemeral), options);
    expect(record).toMatchObject({ outcome: 'refused' });
    expect(record.findings[0]).toMatchObject({
      code: 'release/needs-baseline',
      hint: 'Run drizzle-gatekeeper baseline --to 0003_notes.',
    });
  });
});
