/** Databases to do harm to, and what is true of them. */
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { compareCatalogs } from '../../src/compare/compare-catalogs.js';
import type { Catalog } from '../../src/model/catalog.js';
import { migrationsOf } from '../../src/model/history.js';
import { readCatalog } from '../../src/postgres/catalog/read-catalog.js';
import { createTracker, recordMigration } from '../../src/postgres/tracker/write.js';
import type { NativeServer } from './native-server.js';
import { HISTORY, OUTSIDE, PLACE, TAGS } from './shop.js';

export function openAs(url: string): postgres.Sql {
  return postgres(url, { max: 1, prepare: false, onnotice: () => undefined });
}

/** Makes the templates `fresh` (empty) and `started` (first migration applied), and writes the catalog after each migration. */
export async function prepare(server: NativeServer, statesPath: string): Promise<ReadonlyMap<string, Catalog>> {
  const states = new Map<string, Catalog>();
  await administer(server, async (sql) => {
    await sql`CREATE ROLE owner LOGIN`;
    for (const name of ['fresh', 'started', 'done']) await sql`CREATE DATABASE ${sql(name)} OWNER owner`;
  });
  for (const name of ['started', 'done']) {
    await using sql = Object.assign(openAs(server.urlOf(name, 'owner')), {
      [Symbol.asyncDispose]: () => sql.end(),
    });
    await createTracker(sql, PLACE, 'journal');
    for (const migration of migrationsOf(HISTORY).slice(0, name === 'started' ? 1 : undefined)) {
      for (const { text } of migration.chunks) await sql.unsafe(text);
      await recordMigration(sql, PLACE, 'journal', migration);
      states.set(migration.tag, await readCatalog(sql, { tracker: PLACE }));
    }
  }
  const empty = openAs(server.urlOf('fresh'));
  states.set('', await readCatalog(empty, { tracker: PLACE }));
  await empty.end();
  writeFileSync(statesPath, JSON.stringify(Object.fromEntries(states)));
  return states;
}

export async function administer<T>(server: NativeServer, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = openAs(server.urlOf('postgres'));
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

export async function copyDatabase(server: NativeServer, template: string, name: string): Promise<void> {
  await administer(server, async (sql) => {
    await sql`DROP DATABASE IF EXISTS ${sql(name)} WITH (FORCE)`;
    await sql`CREATE DATABASE ${sql(name)} TEMPLATE ${sql(template)} OWNER owner`;
    // A copied sequence believes that its next 32 values are in the log, as the original's are: after a crash it would
    // give them again. A checkpoint makes it write them.
    await sql`CHECKPOINT`;
  });
}

export interface Inspection {
  readonly applied: readonly string[];
  /** What must not be; empty: the database is as before or as planned. */
  readonly problems: readonly string[];
}

/** Waits until the harmed session has ended on the server, then looks at everything. */
export async function inspect(
  server: NativeServer,
  name: string,
  states: ReadonlyMap<string, Catalog>,
): Promise<Inspection> {
  const sql = openAs(server.urlOf(name));
  try {
    const problems: string[] = [];
    if (!(await awaitSilence(sql))) problems.push('a session of the release is still there');
    const locks = await sql`select pid from pg_locks where locktype = 'advisory'`;
    if (locks.length > 0) problems.push('the lock is not free');
    const applied = await readTags(sql);
    problems.push(...(await compareWithStates(sql, states, applied)));
    return { applied, problems };
  } finally {
    await sql.end();
  }
}

export async function awaitSilence(sql: postgres.Sql): Promise<boolean> {
  for (let waited = 0; waited < 15_000; waited += 50) {
    const rows = await sql`
      select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
      and backend_type = 'client backend'`;
    if (rows.length === 0) return true;
    await sleep(50);
  }
  return false;
}

async function readTags(sql: postgres.Sql): Promise<string[]> {
  const [table] = await sql<
    [{ there: boolean }]
  >`select to_regclass('drizzle.__drizzle_migrations') is not null as there`;
  if (!table.there) return [];
  const rows = await sql<{ hash: string; created_at: string }[]>`
    select hash, created_at::text from drizzle.__drizzle_migrations order by id`;
  return rows.map(({ hash, created_at }) => {
    const found = migrationsOf(HISTORY).find((each) => each.hash === hash && String(each.when) === created_at);
    return found?.tag ?? `a row of nobody: ${hash}`;
  });
}

async function compareWithStates(
  sql: postgres.Sql,
  states: ReadonlyMap<string, Catalog>,
  applied: readonly string[],
): Promise<string[]> {
  const problems: string[] = [];
  if (applied.join() !== TAGS.slice(0, applied.length).join()) problems.push(`rows: ${applied.join(', ')}`);
  const expected = states.get(applied.at(-1) ?? '');
  if (expected === undefined) return [...problems, 'no such state'];
  const underway = OUTSIDE[TAGS[applied.length] ?? ''] ?? /^$/;
  const actual = await readCatalog(sql, { tracker: PLACE });
  const strange = compareCatalogs(expected, actual, 'all').filter(
    ({ kind, object }) => !(kind === 'index' && underway.test(object)),
  );
  problems.push(...strange.map(({ object, change }) => `${object} is ${change}`));
  const [deploys] = await sql<[{ there: boolean }]>`select to_regclass('public.deploys') is not null as there`;
  const marks = deploys.there ? await sql<{ tag: string }[]>`select tag from deploys order by tag` : [];
  const due = applied.filter((tag) => !(tag in OUTSIDE));
  if (marks.map(({ tag }) => tag).join() !== due.join()) {
    problems.push(`ran: ${marks.map(({ tag }) => tag).join(', ')}; recorded: ${due.join(', ')}`);
  }
  return problems;
}
