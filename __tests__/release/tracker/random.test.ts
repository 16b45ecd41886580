/** Random damages on top of each other, and databases that both lines of drizzle-orm migrate in turn. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { EphemeralServer } from '../../../src/model/server.js';
import { matchTracker } from '../../../src/model/tracker-match.js';
import { readTracker } from '../../../src/postgres/tracker/read.js';
import { readHistory } from '../../../src/project/history/read-history.js';
import { baseline } from '../../../src/release/tracker/baseline.js';
import { repair, type RepairOptions } from '../../../src/release/tracker/repair.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../../postgres/servers-at-hand.js';
import { writeFiles } from '../../project/write-files.js';
import { FOLDERS, foldersOf, hashOf, journalOf, requestFor, Shop, TAGS, TIMES, type Files } from './shop.js';

const TABLE = 'drizzle.__drizzle_migrations';
const PLACE = { schema: 'drizzle', table: '__drizzle_migrations' };
/** More where asked for: GATEKEEPER_RUNS=100. */
const RUNS = Number(process.env['GATEKEEPER_RUNS'] ?? 6);

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

const ROW_DAMAGES: readonly ((id: number) => string)[] = [
  (id) => `UPDATE ${TABLE} SET created_at = NULL WHERE id = ${id}`,
  (id) => `UPDATE ${TABLE} SET created_at = created_at / 1000 WHERE id = ${id}`,
  (id) => `UPDATE ${TABLE} SET created_at = created_at * 1000 WHERE id = ${id}`,
  (id) => `UPDATE ${TABLE} SET created_at = created_at + 12345678 WHERE id = ${id}`,
  (id) => `UPDATE ${TABLE} SET hash = 'by hand' WHERE id = ${id}`,
  (id) => `DELETE FROM ${TABLE} WHERE id = ${id}`,
  (id) => `INSERT INTO ${TABLE} (hash, created_at) SELECT hash, created_at FROM ${TABLE} WHERE id = ${id}`,
  (id) => `INSERT INTO ${TABLE} (hash, created_at) SELECT hash, created_at - 7 FROM ${TABLE} WHERE id = ${id}`,
  (id) => `INSERT INTO ${TABLE} (hash, created_at) VALUES ('of nobody ${id}', ${id} * 1000000007::bigint)`,
];
const TYPE_DAMAGES = [
  'SELECT 1',
  `ALTER TABLE ${TABLE} ALTER created_at TYPE text USING created_at::text`,
  `ALTER TABLE ${TABLE} ALTER created_at TYPE numeric`,
  `ALTER TABLE ${TABLE} ALTER created_at TYPE timestamptz USING to_timestamp(least(created_at, 99999999999999) / 1000.0)`,
  `ALTER TABLE ${TABLE} ALTER hash DROP NOT NULL, DROP CONSTRAINT __drizzle_migrations_pkey`,
];
const damages = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...ROW_DAMAGES), fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 5 }),
    fc.constantFrom(...TYPE_DAMAGES),
  )
  .map(([rows, type]) => [...rows.map(([damage, id]) => damage(id)), type].join('; '));

/** Nothing in a catalog tells of an INSERT, so a person says that it ran. */
const SAID = (tag: string): RepairOptions => ({
  assumptions: { applied: [tag], pending: [] },
  orphans: 'drop',
  prepare: null,
});

async function countsOf(shop: Shop): Promise<object | undefined> {
  const [counts] = await shop.query(
    `select (select count(*)::int from orders) as orders, (select count(distinct hash)::int from ${TABLE}) as hashes,
            (select count(*)::int from ${TABLE}) as rows, to_regclass('customers') is not null as "hasCustomers"`,
  );
  return counts;
}

test.each<[string, Files, Files, readonly string[]]>([
  ['0.x', journalOf(4), journalOf(5), TAGS],
  ['0.x, which 1.0 goes on with', journalOf(4), foldersOf(5), FOLDERS],
  ['1.0', foldersOf(4), foldersOf(5), FOLDERS],
])(
  `%s: ${RUNS} trackers with damages on top of each other are repaired, and Drizzle goes on`,
  async (_, before, after, tags) => {
    await fc.assert(
      fc.asyncProperty(damages, async (damage) => {
        await using shop = await Shop.open(deployed);
        await shop.migrate(before);
        await shop.run(damage);
        const request = await requestFor(shop, after, ephemeral);
        let record = await repair(request, SAID(tags[2] ?? ''));
        if (record.findings.some(({ code }) => code === 'release/needs-baseline')) {
          record = await baseline(request, { to: tags[3] ?? '', accepted: [], orphans: 'drop' });
        }
        expect(record.findings).toEqual([]);
        expect(['applied', 'nothing-to-do']).toContain(record.outcome);
        await shop.migrate(after);
        await shop.migrate(after);
        expect(await countsOf(shop)).toEqual({ orders: 1, hashes: 5, rows: 5, hasCustomers: true });
      }),
      { numRuns: RUNS, seed: 1_714_986_000 },
    );
  },
  240_000,
);

/** A history that can run twice, and leaves a trace each time. */
const traces = (files: Files): Files =>
  Object.fromEntries(
    Object.entries(files).map(([name, text]) => {
      const index = [...TAGS, ...FOLDERS].findIndex((tag) => name.startsWith(tag)) % TAGS.length;
      return [name, index === -1 ? text : `INSERT INTO ran (entry) VALUES (${index});`];
    }),
  );

const deploys = fc.array(fc.tuple(fc.constantFrom('journal', 'folders'), fc.integer({ min: 0, max: 2 })), {
  minLength: 2,
  maxLength: 6,
});

const filesOf = (layout: string, count: number): Files =>
  traces(layout === 'journal' ? journalOf(count) : foldersOf(count));

async function readNext(shop: Shop, files: Files): Promise<readonly number[] | null> {
  using folder = writeFiles(files);
  const history = await readHistory(folder.path, folder.path);
  const { tracker } = await shop.withSql((sql) => readTracker(sql, PLACE));
  const { next } = matchTracker(history, tracker);
  return next?.map(({ tag }) => [...TAGS, ...FOLDERS].indexOf(tag) % TAGS.length) ?? null;
}

async function entriesRun(shop: Shop): Promise<readonly number[]> {
  return (await shop.query<{ entry: number }>('select entry from ran order by id')).map(({ entry }) => entry);
}

test('both lines in turn: what a migrator will run next is read right', async () => {
  await fc.assert(
    fc.asyncProperty(deploys, async (steps) => {
      await using shop = await Shop.open(deployed);
      await shop.run('CREATE TABLE ran (id serial, entry integer)');
      let count = 1;
      for (const [layout, more] of steps) {
        count = Math.min(TAGS.length, count + more);
        const files = filesOf(layout, count);
        const next = await readNext(shop, files);
        const before = await entriesRun(shop);
        await shop.migrate(files);
        expect((await entriesRun(shop)).slice(before.length)).toEqual(next);
      }
    }),
    { numRuns: 4 * RUNS, seed: 1_714_986_001 },
  );
}, 240_000);

test('both lines in turn, with a repair before each deploy: every entry runs once', async () => {
  await fc.assert(
    fc.asyncProperty(deploys, async (steps) => {
      await using shop = await Shop.open(deployed);
      await shop.run('CREATE TABLE ran (id serial, entry integer)');
      let count = 1;
      for (const [position, [layout, more]] of steps.entries()) {
        count = Math.min(TAGS.length, count + more);
        const files = filesOf(layout, count);
        const options = { assumptions: { applied: [], pending: [] }, orphans: null, prepare: null };
        const request = { ...(await requestFor(shop, files, ephemeral)), bootstrap: [RAN] };
        if (position > 0) expect((await repair(request, options)).findings).toEqual([]);
        await shop.migrate(files);
      }
      expect(await entriesRun(shop)).toEqual(Array.from({ length: count }, (_, index) => index));
    }),
    { numRuns: RUNS, seed: 1_714_986_002 },
  );
}, 240_000);

/** The history needs it, and no entry makes it. */
const RAN = { path: 'ran.sql', text: 'CREATE TABLE ran (id serial, entry integer);' };

test('the hashes of the traces are not those of the shop', () => {
  expect(new Set([...TIMES.keys()].map(hashOf)).size).toBe(TAGS.length);
});
