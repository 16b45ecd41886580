/** Random histories on databases that drizzle-orm 0.45, drizzle-orm 1.0 and `apply` migrate by turns. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { apply, status } from '../../src/library.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../postgres/servers-at-hand.js';
import { writeFiles } from '../project/write-files.js';
import { Shop, type Files } from './tracker/shop.js';

/** More where asked for: GATEKEEPER_RUNS=100. */
const RUNS = Number(process.env['GATEKEEPER_RUNS'] ?? 5);
const TABLE = 'drizzle.__drizzle_migrations';

/** What an entry does besides telling that it ran; none can run twice. */
const KINDS: readonly ((position: number) => string)[] = [
  (position) =>
    `CREATE TABLE "invoices_${position}" ("id" bigint PRIMARY KEY, "order_id" integer REFERENCES "orders" ("id"));`,
  (position) => `ALTER TABLE "orders" ADD COLUMN "note_${position}" text DEFAULT 'none' NOT NULL;`,
  (position) => `CREATE INDEX "orders_total_${position}" ON "orders" ("total");`,
  (position) =>
    `CREATE TYPE "state_${position}" AS ENUM ('open', 'paid');\n--> statement-breakpoint\nINSERT INTO "orders" ("total") VALUES (${position});`,
  (position) => `CREATE VIEW "due_${position}" AS SELECT "id" FROM "orders" WHERE "total" > ${position};`,
  () => '-- é: nothing but a mark',
];

interface Entry {
  readonly kind: number;
  /** Milliseconds since the entry before; a folder of 1.0 is named by the second. */
  readonly gap: number;
}

interface Turn {
  readonly by: 'Drizzle' | 'apply';
  /** How many entries are new. */
  readonly more: number;
}

const entries = fc.array(
  fc.record({ kind: fc.nat(KINDS.length - 1), gap: fc.integer({ min: 1000, max: 90_000_000 }) }),
  { minLength: 4, maxLength: 8 },
);
const turns = fc.array(
  fc.record({ by: fc.constantFrom('Drizzle' as const, 'apply' as const), more: fc.integer({ min: 0, max: 3 }) }),
  { minLength: 2, maxLength: 5 },
);
/** From this turn on the history is in the folders of 1.0, as `drizzle-kit up` leaves it. */
const upgrades = fc.integer({ min: 0, max: 6 });

const START = 1_714_986_000_000;
const FIRST =
  'CREATE TABLE "orders" ("id" serial PRIMARY KEY, "total" integer);\n--> statement-breakpoint\nCREATE TABLE "deploys" ("entry" integer);';

function migrationsOf(history: readonly Entry[]) {
  let when = START;
  return history.map(({ kind, gap }, position) => {
    when += gap;
    const text = position === 0 ? FIRST : (KINDS[kind]?.(position) ?? '');
    return {
      when,
      name: `entry_${position}`,
      text: `${text}\n--> statement-breakpoint\nINSERT INTO "deploys" VALUES (${position});`,
    };
  });
}

type Migrations = ReturnType<typeof migrationsOf>;

function journalOf(migrations: Migrations): Files {
  const tags = migrations.map(({ name }, position) => `${String(position).padStart(4, '0')}_${name}`);
  const listed = migrations.map(({ when }, idx) => ({ idx, version: '7', when, tag: tags[idx], breakpoints: true }));
  return {
    'meta/_journal.json': JSON.stringify({ version: '7', dialect: 'postgresql', entries: listed }),
    ...Object.fromEntries(migrations.map(({ text }, position) => [`${tags[position]}.sql`, text])),
  };
}

function foldersOf(migrations: Migrations): Files {
  return Object.fromEntries(migrations.map(({ when, name, text }) => [`${stamp(when)}_${name}/migration.sql`, text]));
}

/** As in `20240506090000`. */
function stamp(when: number): string {
  return new Date(when).toISOString().replaceAll(/\D/g, '').slice(0, 14);
}

const onNative = PROVIDERS_AT_HAND.length > 1 ? describe : describe.skip;

onNative('by turns', () => {
  let server: EphemeralServer;
  beforeAll(async () => {
    server = await startAtHand('local');
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  test(`${RUNS} random histories run once, status tells them right, and Drizzle finds nothing to do`, async () => {
    await fc.assert(
      fc.asyncProperty(entries, turns, upgrades, async (history, taken, upgrade) => {
        await using shop = await Shop.open(server);
        let count = 1;
        for (const [position, turn] of taken.entries()) {
          const before = position === 0 ? 0 : count;
          count = Math.min(history.length, count + turn.more);
          const migrations = migrationsOf(history).slice(0, count);
          await takeTurn(shop, turn, position < upgrade ? journalOf(migrations) : foldersOf(migrations), before);
          const ran = await shop.query<{ entry: number }>('select entry from deploys');
          expect(ran.map(({ entry }) => entry)).toEqual([...migrations.keys()]);
        }
      }),
      { numRuns: RUNS, seed: 1_714_986_003 },
    );
  }, 240_000);
});

/** `before`: how many entries the database has already. */
async function takeTurn(shop: Shop, { by }: Turn, files: Files, before: number): Promise<void> {
  using folder = writeFiles(files);
  const options = { url: shop.url, workingDirectory: folder.path, migrations: '.', postgres: 'local' } as const;
  const given = await status(options);
  expect(given.findings).toEqual([]);
  expect(given.next).toEqual(given.entries.slice(before).map(({ tag }) => tag));
  expect(given.entries.map(({ state }) => state)).toEqual(
    given.entries.map((_, at) => (at < before ? 'applied' : 'pending')),
  );
  if (by === 'Drizzle') await shop.migrate(files);
  else {
    const outcome = given.next?.length === 0 ? 'nothing-to-do' : 'applied';
    expect(await apply(options)).toMatchObject({ outcome, applied: given.next, findings: [] });
  }
  const { next, findings, entries: now } = await status(options);
  expect({ next, findings, left: now.filter(({ state }) => state !== 'applied') }).toEqual({
    next: [],
    findings: [],
    left: [],
  });
  // 1.0 adds its columns to a table of 0.x even where it has nothing to run.
  const readRows = () => shop.query(`select id, hash, created_at from ${TABLE} order by id`);
  const rows = await readRows();
  await shop.migrate(files);
  expect(await readRows()).toEqual(rows);
}
