/** Every damage of a tracker, brought about by drizzle-orm's own migrators as far as they do it, named, and what a deploy then does. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import type postgres from 'postgres';
import { judge } from '../../src/checks/judge.js';
import { CHECKS } from '../../src/checks/registry.js';
import { compareReading } from '../../src/gather/deployed.js';
import { partialFacts } from '../../src/gather/partial-facts.js';
import { gathered, skipped } from '../../src/model/gathered.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { matchTracker } from '../../src/model/tracker-match.js';
import { readCatalog } from '../../src/postgres/catalog/read-catalog.js';
import { readTracker } from '../../src/postgres/tracker/read.js';
import { projectOfMigrations } from '../../src/project/config/load-project.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { parseHistory } from '../../src/sql/parse.js';
import { startAtHand } from '../postgres/servers-at-hand.js';
import { writeFiles } from '../project/write-files.js';

const FIXTURE = 'migrations-fixtures/tracker/skipped-entry/good/drizzle';
const entries = (
  JSON.parse(readFileSync(`${FIXTURE}/meta/_journal.json`, 'utf8')) as { entries: { tag: string; when: number }[] }
).entries.map(({ tag, when }) => ({ tag, when, text: readFileSync(`${FIXTURE}/${tag}.sql`, 'utf8') }));
type Entry = (typeof entries)[number];

type Files = Readonly<Record<string, string>>;
const journal = (kept: readonly Entry[]): Files => ({
  'meta/_journal.json': JSON.stringify({
    version: '7',
    dialect: 'postgresql',
    entries: kept.map(({ tag, when }, idx) => ({ idx, version: '7', when, tag, breakpoints: true })),
  }),
  ...Object.fromEntries(kept.map(({ tag, text }) => [`${tag}.sql`, text])),
});
const folders = (kept: readonly Entry[]): Files =>
  Object.fromEntries(
    kept.map(({ tag, when, text }) => {
      const second = new Date(when).toISOString().slice(0, 19).replace(/\D/g, '');
      return [`${second}_${tag.slice(5)}/migration.sql`, text];
    }),
  );
const without = (tag: string) => entries.filter((entry) => entry.tag !== tag);
const changed = (tag: string, change: Partial<Entry>) =>
  entries.map((entry) => (entry.tag === tag ? { ...entry, ...change } : entry));

let server: EphemeralServer;
beforeAll(async () => {
  server = await startAtHand('embedded');
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const require = createRequire(join(process.cwd(), 'migrations-fixtures', 'lines', 'kit-1.0', 'package.json'));
const newer = {
  ...(require('drizzle-orm/postgres-js') as {
    drizzle: (options: { client: postgres.Sql }) => ReturnType<typeof drizzle>;
  }),
  ...(require('drizzle-orm/postgres-js/migrator') as { migrate: typeof migrate }),
};

type Deploy = (sql: postgres.Sql, files: Files, place?: { readonly migrationsSchema: string }) => Promise<void>;
const zero: Deploy = async (sql, files, place = { migrationsSchema: 'drizzle' }) => {
  using folder = writeFiles(files);
  await migrate(drizzle(sql), { migrationsFolder: folder.path, ...place });
};
const one: Deploy = async (sql, files) => {
  using folder = writeFiles(files);
  await newer.migrate(newer.drizzle({ client: sql }), { migrationsFolder: folder.path });
};

/** As `status` judges it. */
async function diagnose(sql: postgres.Sql, files: Files): Promise<readonly string[]> {
  using folder = writeFiles(Object.fromEntries(Object.entries(files).map(([name, text]) => [`drizzle/${name}`, text])));
  const project = await projectOfMigrations('drizzle', folder.path);
  const history = await readHistory(join(folder.path, 'drizzle'), folder.path);
  const reading = await readTracker(sql, project.tracker);
  const deployed = await compareReading(
    {
      server: {
        host: '',
        port: null,
        database: 'shop',
        role: 'gate',
        version: '18.6',
        versionNumber: 180006,
        isStandby: false,
      },
      reading,
      match: matchTracker(history, reading.tracker),
      catalog: await readCatalog(sql, { tracker: project.tracker }),
    },
    skipped('nothing is compared here'),
    [],
  );
  const known = { parsed: await parseHistory(history), allows: [], deployed: gathered(deployed) };
  const facts = partialFacts({ project, siblings: [], history }, 'a test', known);
  const checks = CHECKS.filter(({ code }) => code.startsWith('tracker/'));
  return judge(facts, checks).map(({ code, severity }) => `${severity} ${code.slice('tracker/'.length)}`);
}

const ROWS = 'SELECT count(*)::int AS count FROM drizzle.__drizzle_migrations';

/** How many migrations the next deploy runs, or the SQLSTATE or the words with which it fails. */
async function deployNext(sql: postgres.Sql, files: Files, deploy: Deploy): Promise<number | string> {
  const count = async (): Promise<number> =>
    (await sql.unsafe<{ count: number }[]>(ROWS).catch(() => []))[0]?.count ?? 0;
  const before = await count();
  try {
    await deploy(sql, files);
    return (await count()) - before;
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string } };
    return cause?.code ?? message;
  }
}

const TABLE = 'drizzle.__drizzle_migrations';
const refunds = [{ tag: '0000_refunds', when: 1_714_900_000_000, text: 'CREATE TABLE refunds (id bigint);' }];
const shipped = {
  tag: '0004_shipped',
  when: 1_715_400_000_421,
  text: 'ALTER TABLE "orders" ADD COLUMN "shipped" date;',
};
const byHand = (statement: string) => async (sql: postgres.Sql) => {
  await zero(sql, journal(entries));
  await sql.unsafe(statement);
};

interface Damage {
  readonly happens: (sql: postgres.Sql) => Promise<unknown>;
  /** The history that is deployed next; absent: all entries, by 0.x. */
  readonly files?: Files;
  readonly deploy?: Deploy;
  readonly found: readonly string[];
  readonly next: number | string;
}

const DAMAGES: Readonly<Record<string, Damage>> = {
  'nothing at all': { happens: byHand('SELECT 1'), found: [], next: 0 },
  'a branch that was merged after a newer one': {
    happens: (sql) => zero(sql, journal(without('0002_invoice_total'))),
    found: ['error skipped-entry'],
    next: 0,
  },
  'an edit of what is applied': {
    happens: byHand('SELECT 1'),
    files: journal(changed('0003_order_note', { text: 'ALTER TABLE "orders" ADD COLUMN "note" varchar;' })),
    found: ['warning edited-after-apply'],
    next: 0,
  },
  'another time in the journal': {
    happens: byHand('SELECT 1'),
    files: journal(changed('0003_order_note', { when: 1_715_300_000_000 })),
    found: ['error restamped-row'],
    next: '42701',
  },
  'two rows of one migration': {
    happens: byHand(`INSERT INTO ${TABLE} (hash, created_at) SELECT hash, created_at FROM ${TABLE} WHERE id = 2`),
    found: ['warning duplicate-row'],
    next: 0,
  },
  'a row without a time': {
    happens: byHand(`UPDATE ${TABLE} SET created_at = NULL WHERE id = 2`),
    found: ['error null-created-at'],
    next: '42P07',
  },
  'a tracker that was dropped': {
    happens: byHand('DROP SCHEMA drizzle CASCADE'),
    found: ['error missing-while-populated'],
    next: '42P07',
  },
  'a schema that was dropped': {
    happens: byHand('DROP SCHEMA public CASCADE; CREATE SCHEMA public'),
    found: ['error full-while-empty'],
    next: 0,
  },
  'a tracker that the config does not name': {
    happens: (sql) => zero(sql, journal(entries), { migrationsSchema: 'public' }),
    found: ['error other-tracker'],
    next: '42P07',
  },
  'two projects with one tracker': {
    happens: async (sql) => {
      await zero(sql, journal(refunds));
      await zero(sql, journal(entries));
    },
    found: ['warning orphan-row'],
    next: 0,
  },
  'times in seconds': {
    happens: byHand(`UPDATE ${TABLE} SET created_at = created_at / 1000`),
    found: ['error wrong-unit'],
    next: '42P07',
  },
  'times as timestamps': {
    happens: async (sql) => {
      await zero(sql, journal(entries.slice(0, 3)));
      await sql.unsafe(`ALTER TABLE ${TABLE} ALTER created_at TYPE timestamp USING to_timestamp(created_at / 1000.0)`);
    },
    found: ['error wrong-type'],
    next: 0,
  },
  'a row of nobody, and the upgrade to 1.0': {
    happens: async (sql) => {
      await zero(sql, journal(refunds));
      await zero(sql, journal(entries));
    },
    files: folders(entries),
    deploy: one,
    found: ['error upgrade-blocked'],
    next: expect.stringContaining('do not match any local migration') as unknown as string,
  },
  'a service that still migrates with 0.x': {
    happens: async (sql) => {
      await one(sql, folders(entries));
      await zero(sql, journal([shipped]));
    },
    files: folders([...entries, shipped]),
    deploy: one,
    found: ['error missing-name'],
    next: '42701',
  },
};

test.each(Object.entries(DAMAGES))(
  '%s',
  async (_, { happens, files = journal(entries), deploy = zero, found, next }) => {
    await using database = await server.createDatabase();
    const sql = await database.connect();
    await happens(sql);
    expect(await diagnose(sql, files)).toEqual(found);
    expect(await deployNext(sql, files, deploy)).toEqual(next);
  },
);

test('every code of the family is among them', () => {
  const codes = CHECKS.map(({ code }) => code).filter((code) => code.startsWith('tracker/'));
  const found = Object.values(DAMAGES).flatMap((damage) => damage.found);
  const shown = new Set(found.map((each) => `tracker/${each.slice(each.indexOf(' ') + 1)}`));
  expect(codes.filter((code) => !shown.has(code))).toEqual([]);
});
