/** What a repair leaves to a person, what it leaves as it is, and what it takes over from the old table. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EphemeralServer } from '../../../src/model/server.js';
import { takeLock } from '../../../src/release/apply/lock.js';
import { repair, type RepairOptions } from '../../../src/release/tracker/repair.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../../postgres/servers-at-hand.js';
import { foldersOf, hashOf, journalOf, migrateOn, requestFor, Shop, TAGS, TIMES, type Files } from './shop.js';
import { writeFiles } from '../../project/write-files.js';

const TABLE = 'drizzle.__drizzle_migrations';
const PLACE = { schema: 'drizzle', table: '__drizzle_migrations' };
const provider = PROVIDERS_AT_HAND.at(-1) ?? 'embedded';

let deployed: EphemeralServer;
let ephemeral: EphemeralServer;
beforeAll(async () => {
  [deployed, ephemeral] = [await startAtHand(provider), await startAtHand(provider)];
});
afterAll(async () => {
  await deployed[Symbol.asyncDispose]();
  await ephemeral[Symbol.asyncDispose]();
});

async function openDamaged(damage: string, files: Files = journalOf(4)): Promise<Shop> {
  const shop = await Shop.open(deployed);
  await shop.migrate(files);
  await shop.run(damage);
  return shop;
}

async function repairOf(shop: Shop, files: Files = journalOf(5), options: Partial<RepairOptions> = {}, write = true) {
  const asked = { assumptions: { applied: [], pending: [] }, orphans: null, prepare: null, ...options };
  return repair(await requestFor(shop, files, ephemeral, write), asked);
}

describe('is refused with what a person must decide', () => {
  test.each([
    [
      'rows without entry',
      `INSERT INTO ${TABLE} (hash, created_at) VALUES ('0f1e2d3c4b', 5)`,
      'release/undecided-row',
      'row 5 (0f1e2d3c) belongs to no migration of this history',
      'Add --orphans keep where another project uses this table, or --orphans drop where the migration was deleted.',
    ],
    [
      'a row of which nothing is there',
      'DROP TABLE invoices',
      'release/undecided-entry',
      '"0001_invoices" cannot be decided: it has a row, and nothing of what it does is in the database, such as table public.invoices and 5 more',
      'Look at the database, then add --assume-applied 0001_invoices or --assume-pending 0001_invoices.',
    ],
    [
      'a half of it',
      'DROP INDEX invoices_order',
      'release/undecided-entry',
      /^"0001_invoices" cannot be decided: only a part of what it does is in the database: .*, but not index public\.invoices\.invoices_order$/,
      'Look at the database, then add --assume-applied 0001_invoices or --assume-pending 0001_invoices.',
    ],
    [
      'a lost row of an entry that writes rows only',
      `DELETE FROM ${TABLE} WHERE id = 3`,
      'release/undecided-entry',
      '"0002_backfill" cannot be decided: it has no row, later entries are applied, and nothing in the catalog tells whether it is',
      'Look at the database, then add --assume-applied 0002_backfill or --assume-pending 0002_backfill.',
    ],
    [
      'an entry that would be passed over',
      `DELETE FROM ${TABLE} WHERE id > 1; DROP TABLE invoices`,
      'release/passed-over',
      `Drizzle's migrator would pass over "0001_invoices", which is not applied, because a later entry gets a row`,
      'Give "0001_invoices" a "when" in the journal that is above all others, or add --assume-applied 0001_invoices.',
    ],
    [
      'a trigger on the table',
      `CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
       CREATE TRIGGER audit BEFORE INSERT ON ${TABLE} FOR EACH ROW EXECUTE FUNCTION noted()`,
      'release/attached-to-tracker',
      'the tracker has what a new table would not have: trigger audit',
      'Drop it, run the command again, and make it anew on the new table.',
    ],
    [
      'a view on the table',
      `CREATE VIEW applied AS SELECT hash FROM ${TABLE}`,
      'release/attached-to-tracker',
      'the tracker has what a new table would not have: rule or view applied',
      'Drop it, run the command again, and make it anew on the new table.',
    ],
  ])('%s', async (_, damage, code, message, hint) => {
    await using shop = await openDamaged(`${damage}; UPDATE ${TABLE} SET created_at = created_at + 1 WHERE id = 4`);
    const rows = await shop.query(`select * from ${TABLE} order by id`);
    const { outcome, findings } = await repairOf(shop);
    expect(outcome).toBe('refused');
    const first = findings.find((finding) => finding.code === code);
    expect(first?.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
    expect(first?.hint).toBe(hint);
    expect(await shop.query(`select * from ${TABLE} order by id`)).toEqual(rows);
  });

  test('on another database than the one that was meant', async () => {
    await using shop = await openDamaged(`UPDATE ${TABLE} SET created_at = created_at / 1000`);
    const request = { ...(await requestFor(shop, journalOf(5), ephemeral)), expectDatabase: 'warehouse' };
    const options = { assumptions: { applied: [], pending: [] }, orphans: null, prepare: null };
    const record = await repair(request, options);
    expect(record).toMatchObject({ outcome: 'refused', findings: [{ code: 'release/wrong-database' }], change: null });
    expect(await repair({ ...request, expectDatabase: record.target }, options)).toMatchObject({ outcome: 'applied' });
  });

  test('by the database itself, and leaves the tracker as it was', async () => {
    await using shop = await openDamaged(`UPDATE ${TABLE} SET created_at = created_at / 1000;
      CREATE FUNCTION no_tables() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no tables today'; END $$;
      CREATE EVENT TRIGGER no_tables ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION no_tables()`);
    const rows = await shop.query(`select * from ${TABLE} order by id`);
    expect(await repairOf(shop)).toMatchObject({
      outcome: 'rolled-back',
      applied: [],
      findings: [{ code: 'release/statement-failed', message: 'the tracker is as it was: no tables today (P0001)' }],
    });
    expect(await shop.query(`select * from ${TABLE} order by id`)).toEqual(rows);
  });

  test('while somebody else migrates, by name', async () => {
    await using shop = await openDamaged(`UPDATE ${TABLE} SET created_at = created_at / 1000`);
    if (provider === 'embedded') return; // Serves one connection at a time.
    const other = shop.connect();
    await takeLock(other, PLACE, 0, () => {});
    const { outcome, findings } = await repairOf(shop);
    await other.end();
    expect({ outcome, code: findings[0]?.code }).toEqual({ outcome: 'refused', code: 'release/lock-held' });
  });
});

const crlf = (files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replaceAll('\n', '\r\n')]));
const WITH_CRLF = crlf(journalOf(4));

describe('has nothing to do', () => {
  test.each<[string, Files, Files, string]>([
    ['on what 0.45 made', journalOf(4), journalOf(5), 'SELECT 1'],
    ['on what 1.0 made', foldersOf(4), foldersOf(5), 'SELECT 1'],
    ['on what ran with other line endings', journalOf(4), WITH_CRLF, 'SELECT 1'],
    ['on an empty tracker of an empty database', journalOf(0), journalOf(5), 'SELECT 1'],
  ])('%s', async (_, before, after, damage) => {
    await using shop = await openDamaged(damage, before);
    const { outcome, findings } = await repairOf(shop, after);
    expect({ outcome, findings }).toEqual({ outcome: 'nothing-to-do', findings: [] });
  });
});

describe('keeps', () => {
  test('rows of somebody else that --orphans keep names', async () => {
    await using shop = await openDamaged(
      `INSERT INTO ${TABLE} (hash, created_at) VALUES ('0f', 5); UPDATE ${TABLE} SET created_at = created_at * 1000 WHERE id = 4`,
    );
    expect(await repairOf(shop, journalOf(5), { orphans: 'keep' })).toMatchObject({ outcome: 'applied' });
    expect(await shop.query(`select id, hash, created_at from ${TABLE} where hash = '0f'`)).toEqual([
      { id: 5, hash: '0f', created_at: '5' },
    ]);
  });

  test('owner, grants, row security, comment, ids and what the sequence has given', async () => {
    await using shop = await openDamaged(`
      CREATE ROLE tracker_owner; CREATE ROLE tracker_reader;
      GRANT USAGE, CREATE ON SCHEMA drizzle TO tracker_owner;
      ALTER TABLE ${TABLE} OWNER TO tracker_owner;
      GRANT SELECT ON ${TABLE} TO tracker_reader WITH GRANT OPTION; GRANT USAGE ON SEQUENCE drizzle.__drizzle_migrations_id_seq TO tracker_reader;
      ALTER TABLE ${TABLE} ENABLE ROW LEVEL SECURITY;
      COMMENT ON TABLE ${TABLE} IS 'Drizzle''s own';
      ALTER DEFAULT PRIVILEGES IN SCHEMA drizzle GRANT DELETE ON TABLES TO public;
      SELECT setval('drizzle.__drizzle_migrations_id_seq', 41);
      DELETE FROM ${TABLE} WHERE id = 2;`);
    const query = `
      select relname, pg_get_userbyid(relowner) as owner, relrowsecurity, obj_description(oid, 'pg_class') as comment,
             (select json_agg(a::text order by a::text) from unnest(relacl) a) as acl
      from pg_class where oid in ('${TABLE}'::regclass, 'drizzle.__drizzle_migrations_id_seq'::regclass) order by relname`;
    const before = await shop.query(query);
    expect(await repairOf(shop)).toMatchObject({ outcome: 'applied', applied: [TAGS[1]] });
    expect(await shop.query(query)).toEqual(before);
    expect(await shop.query(`select id, hash from ${TABLE} order by created_at`)).toEqual(
      [1, 42, 3, 4].map((id, index) => ({ id, hash: hashOf(index) })),
    );
    await shop.migrate(journalOf(5));
    expect(await shop.query(`select max(id) as last from ${TABLE}`)).toEqual([{ last: 43 }]);
    await shop.run('DROP OWNED BY tracker_owner, tracker_reader; DROP ROLE tracker_owner, tracker_reader');
  });
});

describe('for 1.0', () => {
  test('--prepare leaves a tracker of 0.x that its upgrade takes as it is', async () => {
    await using shop = await openDamaged(`
      INSERT INTO ${TABLE} (hash, created_at) VALUES ('0f', 5);
      INSERT INTO ${TABLE} (hash, created_at) SELECT hash, created_at FROM ${TABLE} WHERE id = 2`);
    const record = await repairOf(shop, journalOf(5), { prepare: '1.0', orphans: 'drop' });
    expect(record).toMatchObject({ outcome: 'applied', change: { line: '0.x' } });
    await shop.migrate(foldersOf(5));
    expect(await shop.query(`select count(*)::int as rows, count(name)::int as names from ${TABLE}`)).toEqual([
      { rows: 5, names: 5 },
    ]);
    expect(await shop.query('select count(*)::int as orders from orders')).toEqual([{ orders: 1 }]);
  });

  test('--prepare is refused for a row that 1.0 does not know', async () => {
    await using shop = await openDamaged(`INSERT INTO ${TABLE} (hash, created_at) VALUES ('0f', 5)`);
    const { findings } = await repairOf(shop, journalOf(5), { prepare: '1.0', orphans: 'keep' });
    expect(findings.map(({ message }) => message)).toEqual([
      'drizzle-orm 1.0 knows no migration for row 5 (0f), and stops',
    ]);
  });

  test('--prepare writes the very hash where two entries have one second, and is refused where that is the same', async () => {
    const times = TIMES.map((time, index) => (index === 3 ? (TIMES[2] ?? 0) + 1 : time));
    const files = journalOf(4, { times });
    await using shop = await openDamaged('SELECT 1', files);
    expect(await repairOf(shop, crlf(files), { prepare: '1.0' })).toMatchObject({ outcome: 'applied' });
    const twins = journalOf(4, { times, files: { '0003_notes.sql': 'SELECT 1;', '0002_backfill.sql': 'SELECT 1;' } });
    const { findings } = await repairOf(shop, twins, { prepare: '1.0' });
    expect(findings.map(({ code }) => code)).toEqual(['release/not-ready']);
  });
});

test('two migrators at once leave two rows, and one remains', async () => {
  if (provider === 'embedded') return; // Serves one connection at a time.
  await using shop = await openDamaged('SELECT 1', journalOf(3));
  using folder = writeFiles(journalOf(4));
  const [blocker, one, two] = [shop.connect(), shop.connect(), shop.connect()];
  // Both read the mark, then wait for the table; what they run does not mind that it has run already.
  await blocker.unsafe('BEGIN; LOCK TABLE orders IN ACCESS EXCLUSIVE MODE');
  const both = Promise.all([one, two].map((sql) => migrateOn(sql, folder.path, 'journal')));
  const waiting = () => blocker.unsafe<{ count: number }[]>('select count(*)::int from pg_locks where not granted');
  while ((await waiting())[0]?.count !== 2) await new Promise((resolve) => setTimeout(resolve, 20));
  await blocker.unsafe('COMMIT');
  await both;
  for (const sql of [blocker, one, two]) await sql.end();
  expect(await shop.query(`select count(*)::int as rows from ${TABLE} where created_at = ${TIMES[3]}`)).toEqual([
    { rows: 2 },
  ]);
  const record = await repairOf(shop);
  expect(record).toMatchObject({
    outcome: 'applied',
    change: { mark: { before: String(TIMES[3]), after: String(TIMES[3]) } },
  });
  expect(record.change?.removed.map(({ reason }) => reason)).toEqual(['"0003_notes" has 2 rows']);
  await shop.migrate(journalOf(5));
  expect(await shop.query(`select count(*)::int as rows from ${TABLE}`)).toEqual([{ rows: 5 }]);
});
