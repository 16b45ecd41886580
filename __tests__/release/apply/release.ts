/** A history written as plain SQL, and a release of it whose plan is proven on a database beside. */
import type postgres from 'postgres';
import { compareCatalogs } from '../../../src/compare/compare-catalogs.js';
import type { Catalog } from '../../../src/model/catalog.js';
import type { History, Layout, Migration } from '../../../src/model/history.js';
import { migrationsOf } from '../../../src/model/history.js';
import type { ReleaseRecord } from '../../../src/model/release.js';
import type { EphemeralServer } from '../../../src/model/server.js';
import { matchTracker } from '../../../src/model/tracker-match.js';
import { nameOfRefused } from '../../../src/sql/outside-transactions.js';
import { readCatalog } from '../../../src/postgres/catalog/read-catalog.js';
import { readTracker } from '../../../src/postgres/tracker/read.js';
import { toMigration } from '../../../src/project/history/migration.js';
import { apply, type ApplyRequest, type Proof } from '../../../src/release/apply/apply.js';
import type { WorkStep } from '../../../src/release/apply/work.js';
import { parseHistory } from '../../../src/sql/parse.js';
import { urlOf } from '../../postgres/url-of.js';

export const PLACE = { schema: 'drizzle', table: '__drizzle_migrations' } as const;

/** One migration per text, named after what they are about: `0000_orders`, or `20260506090000_orders`. */
export function historyOf(texts: readonly string[], layout: Layout = 'journal'): History {
  const first = Date.UTC(2026, 4, 6, 9);
  const migrations = texts.map((text, position): Migration => {
    const isFolders = layout === 'folders';
    const tag = isFolders ? `2026050609000${position}_orders` : `000${position}_orders`;
    const path = isFolders ? `drizzle/${tag}/migration.sql` : `drizzle/${tag}.sql`;
    return toMigration(tag, { path, text }, first + position * 1000);
  });
  return {
    layout,
    folder: 'drizzle',
    journal: null,
    entries: migrations.map((migration, position) => {
      return { position, tag: migration.tag, index: position, rawWhen: migration.when, migration, span: null };
    }),
    files: migrations.map(({ source }) => source),
    unreadable: [],
    foldersWithoutFile: [],
    snapshots: [],
  };
}

/** The catalog after each migration, by tag. Run statement by statement, so that CONCURRENTLY works. */
async function statesOf(server: EphemeralServer, history: History): Promise<ReadonlyMap<string, Catalog>> {
  await using database = await server.createDatabase();
  const sql = await database.connect();
  const states = new Map<string, Catalog>();
  for (const migration of migrationsOf(history)) {
    for (const { text } of migration.chunks) await sql.unsafe(text);
    states.set(migration.tag, await readCatalog(sql, { tracker: PLACE }));
  }
  return states;
}

export interface Release {
  readonly history: History;
  readonly prove: ApplyRequest['prove'];
  /** `role` runs it, on the database that `sql` is connected to. */
  readonly run: (changes?: Partial<ApplyRequest>, role?: string) => Promise<ReleaseRecord>;
}

export async function releaseOf(
  server: EphemeralServer,
  sql: postgres.Sql,
  history: History,
  mode: 'shared' | 'own' = 'shared',
): Promise<Release> {
  const states = await statesOf(server, history);
  const parsed = await parseHistory(history);
  const prove: ApplyRequest['prove'] = async (deployed) => {
    const reading = await readTracker(deployed.sql, PLACE);
    const catalog = await readCatalog(deployed.sql, { tracker: PLACE });
    const steps: WorkStep[] = [];
    for (const migration of matchTracker(history, reading.tracker).next ?? []) {
      const isOutside = parsed.get(migration.tag)?.statements.some((each) => nameOfRefused(each) !== null) ?? false;
      const transaction = isOutside ? 'none' : mode;
      const shared = steps.at(-1)?.transaction === 'shared' && transaction === 'shared' ? steps.pop() : undefined;
      const migrations = [...(shared?.migrations ?? []), migration];
      steps.push({ transaction, migrations, after: states.get(migration.tag) as Catalog });
    }
    const plan = {
      schemaVersion: 1,
      target: 'shop',
      fingerprint: 'f00d',
      refusals: [],
      pending: [],
      tables: [],
    } as const;
    return { plan, work: { parsed, steps, differ }, seen: { reading, catalog } };
  };
  const run: Release['run'] = (changes = {}, role = 'postgres') =>
    apply({
      url: urlOf(sql).replace('postgres@', `${role}@`),
      variable: 'DATABASE_URL',
      place: PLACE,
      history,
      expectations: { database: null, history: null, fingerprint: null },
      lockWaitMs: 300,
      inTransaction: { lockTimeoutMs: 400, statementTimeoutMs: 20_000 },
      outside: { lockTimeoutMs: 0, statementTimeoutMs: 20_000 },
      attempts: 3,
      pauseMs: 50,
      onStep: () => undefined,
      prove,
      backup: null,
      ...changes,
    });
  return { history, prove, run };
}

const differ: Proof['work']['differ'] = (expected, deployed) =>
  // Roles of other tests are on the same server.
  compareCatalogs(expected, deployed, 'deployed');
