/** Every damage of a tracker: made for real, repaired, and then continued by drizzle-orm's own migrator. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EphemeralServer } from '../../../src/model/server.js';
import type { TrackerRecord } from '../../../src/model/tracker-change.js';
import { repair, type RepairOptions } from '../../../src/release/tracker/repair.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../../postgres/servers-at-hand.js';
import { FOLDERS, foldersOf, hashOf, journalOf, requestFor, Shop, TAGS, TIMES, type Files } from './shop.js';

const TABLE = 'drizzle.__drizzle_migrations';
const NOTHING_SAID: RepairOptions = { assumptions: { applied: [], pending: [] }, orphans: null, prepare: null };

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

interface Damage {
  /** What the migrator has run; default: four of five entries. */
  readonly before?: Files;
  readonly damage: string;
  /** The history that the project has now; default: all five entries. */
  readonly after?: Files;
  readonly options?: Partial<RepairOptions>;
  /** What Drizzle's migrator would run before the repair. */
  readonly wouldRun: readonly string[] | null;
  /** What it runs after it; default: the last entry. */
  readonly runs?: readonly string[];
}

const ALL = journalOf(5);
const retype = (type: string, using: string) => `ALTER TABLE ${TABLE} ALTER created_at TYPE ${type} USING ${using}`;
const rowLike = (index: number, createdAt: number | string) =>
  `INSERT INTO ${TABLE} (hash, created_at) VALUES ('${hashOf(index)}', ${createdAt})`;
const STRANGE = `INSERT INTO ${TABLE} (hash, created_at) VALUES ('0f', ${(TIMES[1] ?? 0) + 5000})`;
const last = TAGS.slice(4);

const DAMAGES: Readonly<Record<string, Damage>> = {
  'created_at is text': { damage: retype('text', 'created_at::text'), wouldRun: last },
  'created_at is numeric': { damage: retype('numeric', 'created_at'), wouldRun: last },
  'created_at is a timestamp': {
    damage: retype('timestamp', "to_timestamp(created_at / 1000.0) at time zone 'UTC'"),
    wouldRun: [],
  },
  'created_at is a timestamp with time zone': {
    damage: retype('timestamptz', 'to_timestamp(created_at / 1000.0)'),
    wouldRun: [],
  },
  'created_at is NULL in one row': { damage: `UPDATE ${TABLE} SET created_at = NULL WHERE id = 2`, wouldRun: TAGS },
  'created_at is NULL in all rows': { damage: `UPDATE ${TABLE} SET created_at = NULL`, wouldRun: TAGS },
  'created_at is in seconds': { damage: `UPDATE ${TABLE} SET created_at = created_at / 1000`, wouldRun: TAGS },
  'created_at is in microseconds': { damage: `UPDATE ${TABLE} SET created_at = created_at * 1000`, wouldRun: [] },
  'the newest row is of the day when somebody wrote it': {
    damage: `UPDATE ${TABLE} SET created_at = 1999999999999 WHERE id = 4`,
    wouldRun: [],
  },
  'rows are there twice': {
    damage: `INSERT INTO ${TABLE} (hash, created_at) SELECT hash, created_at FROM ${TABLE}`,
    wouldRun: last,
  },
  'an id is there twice': {
    damage: `ALTER TABLE ${TABLE} DROP CONSTRAINT __drizzle_migrations_pkey; UPDATE ${TABLE} SET id = 1`,
    wouldRun: last,
  },
  'a row of an earlier time is there again': { damage: rowLike(3, (TIMES[3] ?? 0) - 60_000), wouldRun: last },
  'the newest row is lost': { damage: `DELETE FROM ${TABLE} WHERE id = 4`, wouldRun: TAGS.slice(3) },
  'a row in the middle is lost': { damage: `DELETE FROM ${TABLE} WHERE id = 2`, wouldRun: last },
  'no id counts any more': { damage: `ALTER TABLE ${TABLE} ALTER id DROP DEFAULT`, wouldRun: last },
  'the id is an identity column': {
    damage: `ALTER TABLE ${TABLE} ALTER id DROP DEFAULT; DROP SEQUENCE drizzle.__drizzle_migrations_id_seq;
             ALTER TABLE ${TABLE} ALTER id ADD GENERATED ALWAYS AS IDENTITY (START 5)`,
    wouldRun: last,
  },
  'a column that must not be empty was added': {
    damage: `ALTER TABLE ${TABLE} ADD COLUMN tag text; UPDATE ${TABLE} SET tag = ''; ALTER TABLE ${TABLE} ALTER tag SET NOT NULL`,
    wouldRun: last,
  },
  'a row of a deleted migration, below the mark': { damage: STRANGE, options: { orphans: 'drop' }, wouldRun: last },
  'a row of a deleted migration, above all': {
    damage: `INSERT INTO ${TABLE} (hash, created_at) VALUES ('0f', 1999999999999)`,
    options: { orphans: 'drop' },
    wouldRun: [],
  },
  'the journal has other times than the rows': {
    damage: 'SELECT 1',
    after: journalOf(5, { times: TIMES.map((time) => time + 1_000_000_000) }),
    wouldRun: TAGS,
  },
  'the file was edited after it ran, and what it makes now was made by hand': {
    damage: 'CREATE INDEX "by_note" ON "orders" ("note")',
    after: journalOf(5, {
      files: {
        '0003_notes.sql': 'ALTER TABLE "orders" ADD COLUMN "note" text; CREATE INDEX "by_note" ON "orders" ("note");',
      },
    }),
    wouldRun: last,
  },
  'hash and time were written by hand, in seconds': {
    damage: `UPDATE ${TABLE} SET hash = '', created_at = created_at / 1000 WHERE id = 4`,
    wouldRun: TAGS.slice(3),
  },
  'the database was emptied, and the tracker was not': {
    damage: 'DROP SCHEMA public CASCADE; CREATE SCHEMA public',
    wouldRun: last,
    runs: TAGS,
  },
  'somebody ran what is pending by hand': {
    damage: 'CREATE TABLE "customers" ("id" bigint PRIMARY KEY)',
    wouldRun: last,
    runs: [],
  },
  'a row without what it stands for, and somebody says so': {
    damage: 'DROP TABLE "invoices"; DELETE FROM "orders"; ALTER TABLE "orders" DROP COLUMN "note"',
    options: { assumptions: { applied: [], pending: TAGS.slice(1, 4) } },
    wouldRun: last,
    runs: TAGS.slice(1),
  },
  'rows without names, because 0.45 went on after 1.0': {
    before: foldersOf(4),
    damage: `UPDATE ${TABLE} SET name = NULL WHERE id > 2`,
    after: foldersOf(5),
    wouldRun: FOLDERS.slice(2),
    runs: FOLDERS.slice(4),
  },
  'a tracker of 0.x with a stranger, which 1.0 stops at': {
    damage: STRANGE,
    after: foldersOf(5),
    options: { orphans: 'drop' },
    wouldRun: null,
    runs: FOLDERS.slice(4),
  },
  'a tracker of 0.x with times in seconds, for 1.0': {
    damage: `UPDATE ${TABLE} SET created_at = created_at / 1000`,
    after: foldersOf(5),
    wouldRun: FOLDERS.slice(4),
    runs: FOLDERS.slice(4),
  },
  'names that are no folders any more': {
    before: foldersOf(4),
    damage: `UPDATE ${TABLE} SET name = 'x' || name WHERE id = 2`,
    after: foldersOf(5),
    wouldRun: [FOLDERS[1] ?? '', FOLDERS[4] ?? ''],
    runs: FOLDERS.slice(4),
  },
};

/** Everything of the tracker but its rows, as the server prints it. */
const SHAPE = `
  select 'column' as kind, a.attname as name, format_type(a.atttypid, a.atttypmod) || a.attnotnull || coalesce(pg_get_expr(d.adbin, d.adrelid), '') as text
  from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = '${TABLE}'::regclass and a.attnum > 0 and not a.attisdropped
  union all select 'constraint', conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = '${TABLE}'::regclass
  union all select 'index', indexname, indexdef from pg_indexes where schemaname = 'drizzle' and tablename = '__drizzle_migrations'
  union all select 'sequence', pg_get_serial_sequence('${TABLE}', 'id'), ''
  order by 1, 2`;

async function shapeOf(shop: Shop): Promise<readonly object[]> {
  return shop.query(SHAPE);
}

async function repairOf(shop: Shop, { after = ALL, options = {} }: Damage, write: boolean): Promise<TrackerRecord> {
  return repair(await requestFor(shop, after, ephemeral, write), { ...NOTHING_SAID, ...options });
}

describe('a damage is repaired, and Drizzle goes on', () => {
  test.each(Object.entries(DAMAGES))('%s', async (_, damage) => {
    const { before = journalOf(4), after = ALL, wouldRun, runs = last } = damage;
    await using shop = await Shop.open(deployed);
    await shop.migrate(before);
    await shop.run(damage.damage);
    const rows = await shop.query(`select * from ${TABLE} order by ctid`);

    const shown = await repairOf(shop, damage, false);
    expect({ outcome: shown.outcome, findings: shown.findings }).toEqual({ outcome: 'shown', findings: [] });
    expect(shown.change?.next).toEqual({ before: wouldRun, after: runs });
    expect(await shop.query(`select * from ${TABLE} order by ctid`)).toEqual(rows);

    const written = await repairOf(shop, damage, true);
    expect({ outcome: written.outcome, findings: written.findings }).toEqual({ outcome: 'applied', findings: [] });
    expect(await shop.query(`select * from ${written.backup} order by ctid`)).toEqual(rows);
    expect(await repairOf(shop, damage, false)).toMatchObject({ outcome: 'nothing-to-do' });

    await shop.migrate(after);
    expect(
      await shop.query(
        'select count(*)::int as orders, (select count(*)::int from invoices, customers) as others from orders',
      ),
    ).toEqual([{ orders: 1, others: 0 }]);
    expect(
      await shop.query(
        `select count(distinct hash)::int as hashes, count(*)::int as rows, count(distinct id)::int as ids from ${TABLE}`,
      ),
    ).toEqual([{ hashes: 5, rows: 5, ids: 5 }]);
    await shop.migrate(after);
    await using fresh = await Shop.open(deployed);
    await fresh.migrate(after);
    expect(await shapeOf(shop)).toEqual(await shapeOf(fresh));
  });
});
