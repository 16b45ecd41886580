/** What `matchTracker` says would run, held against drizzle-orm's own migrators of both lines, on trackers in every state. */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import * as fc from 'fast-check';
import type postgres from 'postgres';
import { migrationsOf, type Layout } from '../../src/model/history.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { matchTracker } from '../../src/model/tracker-match.js';
import { upgradeTracker } from '../../src/model/tracker-upgrade.js';
import { readTracker } from '../../src/postgres/tracker/read.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { startAtHand } from '../postgres/servers-at-hand.js';
import { writeFiles } from '../project/write-files.js';

const RUNS = 300;
const TIMEOUT = 240_000;
const TRACKER = { schema: 'drizzle', table: '__drizzle_migrations' };

const require = createRequire(join(process.cwd(), 'migrations-fixtures', 'lines', 'kit-1.0', 'package.json'));
const newer = {
  ...(require('drizzle-orm/postgres-js') as {
    drizzle: (options: { client: postgres.Sql }) => ReturnType<typeof drizzle>;
  }),
  ...(require('drizzle-orm/postgres-js/migrator') as { migrate: typeof migrate }),
};

let server: EphemeralServer;
let sql: postgres.Sql;
beforeAll(async () => {
  server = await startAtHand('embedded');
  sql = await (await server.createDatabase()).connect();
  await sql`CREATE TABLE ran (id serial, tag text)`;
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const MIGRATE: Readonly<Record<Layout, (folder: string) => Promise<unknown>>> = {
  journal: (migrationsFolder) => migrate(drizzle(sql), { migrationsFolder }),
  folders: (migrationsFolder) => newer.migrate(newer.drizzle({ client: sql }), { migrationsFolder }),
};

interface Step {
  readonly tag: string;
  /** Milliseconds. */
  readonly when: number;
}

const textOf = ({ tag }: Step): string => `INSERT INTO ran (tag) VALUES ('${tag}')`;
const hashOf = (step: Step): string => createHash('sha256').update(textOf(step)).digest('hex');
const folderOf = ({ tag, when }: Step): string =>
  `${new Date(when).toISOString().slice(0, 19).replace(/\D/g, '')}_${tag}`;

const FILES: Readonly<Record<Layout, (steps: readonly Step[]) => Readonly<Record<string, string>>>> = {
  journal: (steps) => ({
    'meta/_journal.json': JSON.stringify({
      version: '7',
      dialect: 'postgresql',
      entries: steps.map(({ tag, when }, idx) => ({ idx, version: '7', when, tag, breakpoints: true })),
    }),
    ...Object.fromEntries(steps.map((step) => [`${step.tag}.sql`, textOf(step)])),
  }),
  // As `drizzle-kit up` lays them out: the second in the name, the same SQL.
  folders: (steps) => Object.fromEntries(steps.map((step) => [`${folderOf(step)}/migration.sql`, textOf(step)])),
};

/**
 * What runs, by tag of the journal, and what was foreseen; null: it throws, or that was foreseen. `isLost`: the first row
 * was refused by the column's type, and what ran was rolled back with it.
 */
async function migrateAs(layout: Layout, steps: readonly Step[]) {
  using folder = writeFiles(FILES[layout](steps));
  const history = await readHistory(folder.path, folder.path);
  const { tracker } = await readTracker(sql, TRACKER);
  const match = matchTracker(history, tracker);
  const upgrade = upgradeTracker(migrationsOf(history), tracker?.rows ?? []);
  await sql`TRUNCATE ran`;
  const error = await MIGRATE[layout](folder.path).then(
    () => '',
    ({ message }: Error) => message,
  );
  const isLost = error.startsWith('Failed query: insert into "drizzle"."__drizzle_migrations"');
  const threw = error.includes('do not match any local migration');
  if (error !== '' && !isLost && !threw) throw new Error(error);
  const ran = (await sql<{ tag: string }[]>`SELECT tag FROM ran ORDER BY id`).map(({ tag }) => tag);
  const foreseen = match.next?.map(({ tag }) => (layout === 'folders' ? tag.slice(15) : tag)) ?? null;
  return { match, upgrade, ran: threw ? null : ran, isLost, foreseen };
}

const FIRST = Date.UTC(2024, 4, 6, 9);

/** Close together, so that several fall into one second and rows meet them. */
const time = fc.integer({ min: 0, max: 6000 }).map((offset) => FIRST + offset);
const history = fc.uniqueArray(
  fc.record({ tag: fc.constantFrom('orders', 'invoices', 'customers', 'refunds', 'notes'), when: time }),
  { minLength: 1, maxLength: 5, selector: ({ tag }) => tag },
);

/** Of an entry, or of nobody; its hash and its time need not go together. */
const row = fc.record({
  of: fc.option(fc.nat({ max: 4 }), { freq: 5 }),
  createdAt: fc.oneof(
    { weight: 6, arbitrary: fc.constant('own' as const) },
    { weight: 2, arbitrary: time },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

async function fillTracker(steps: readonly Step[], rows: readonly Row[], columns: string): Promise<void> {
  await sql.unsafe(
    `CREATE SCHEMA drizzle; CREATE TABLE drizzle.__drizzle_migrations (id serial PRIMARY KEY, ${columns})`,
  );
  const hasTimestamps = columns.includes('timestamp,');
  for (const { of, createdAt } of rows) {
    const step = steps[of ?? steps.length];
    const value = createdAt === 'own' ? (step?.when ?? FIRST) : createdAt;
    const literal = value === null ? 'NULL' : `'${hasTimestamps ? new Date(value).toISOString() : value}'`;
    const hash = step === undefined ? 'f00d' : hashOf(step);
    await sql.unsafe(`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('${hash}', ${literal})`);
  }
}

const reset = () => sql`DROP SCHEMA IF EXISTS drizzle CASCADE`;
beforeEach(async () => {
  await reset();
});

const TYPES = ['bigint', 'bigint', 'bigint', 'text', 'numeric', 'timestamp'] as const;

test(
  `0.x runs what was read, with ${RUNS} trackers`,
  async () => {
    const rows = fc.array(row, { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc
        .asyncProperty(history, rows, fc.constantFrom(...TYPES), async (steps, stored, type) => {
          await fillTracker(steps, stored, `hash text, created_at ${type}, extra text`);
          const { ran, isLost, foreseen } = await migrateAs('journal', steps);
          expect(isLost && ['bigint', 'numeric'].includes(type)).toBe(false);
          if (isLost) expect(foreseen).not.toEqual([]);
          else expect(foreseen).toEqual(ran);
        })
        .afterEach(async () => {
          await reset();
        }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT,
);

test(
  `1.0 upgrades ${RUNS} trackers of 0.x, or throws, as was read`,
  async () => {
    const rows = fc.array(row, { maxLength: 5 });
    let [upgraded, thrown] = [0, 0];
    await fc.assert(
      fc
        .asyncProperty(history, rows, async (steps, stored) => {
          await fillTracker(steps, stored, 'hash text NOT NULL, created_at bigint');
          const { ran, foreseen, upgrade, match } = await migrateAs('folders', steps);
          expect(foreseen).toEqual(ran);
          expect(upgrade.unmatched.length > 0).toBe(match.next === null);
          if (ran === null) thrown++;
          else {
            upgraded++;
            const named = await sql<{ id: string; name: string }[]>`
            SELECT id::text, name FROM drizzle.__drizzle_migrations WHERE id <= ${stored.length} ORDER BY id`;
            const expected = Array.from(upgrade.migrations, ([{ id }, { tag }]) => ({ id, name: tag }));
            expect([...named]).toEqual(expected);
          }
        })
        .afterEach(async () => {
          await reset();
        }),
      { numRuns: RUNS },
    );
    expect(Math.min(upgraded, thrown)).toBeGreaterThan(RUNS / 10);
  },
  TIMEOUT,
);

test(
  `a database that both lines migrate in turn is read right, over ${RUNS} histories`,
  async () => {
    const turns = fc.array(
      fc.record({ layout: fc.constantFrom<Layout>('journal', 'folders'), more: fc.integer({ min: 0, max: 3 }) }),
      { minLength: 2, maxLength: 4 },
    );
    await fc.assert(
      fc
        .asyncProperty(history, turns, async (steps, plan) => {
          // Drizzle's own order: times increase.
          const sorted = [...steps].sort((a, b) => a.when - b.when || (a.tag < b.tag ? -1 : 1));
          let known = 0;
          for (const { layout, more } of plan) {
            known = Math.min(sorted.length, Math.max(1, known + more));
            const { ran, foreseen, match } = await migrateAs(layout, sorted.slice(0, known));
            expect(foreseen).toEqual(ran);
            expect(match.orphans).toEqual([]);
          }
        })
        .afterEach(async () => {
          await reset();
        }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT,
);
