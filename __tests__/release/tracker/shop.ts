/** A history of five entries in both layouts, Drizzle's own migrators of both lines, and a database that they migrate. */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { urlOf } from '../../postgres/url-of.js';
import type { Layout } from '../../../src/model/history.js';
import type { EphemeralServer } from '../../../src/model/server.js';
import { projectOfMigrations } from '../../../src/project/config/load-project.js';
import { readHistory } from '../../../src/project/history/read-history.js';
import type { TrackerRequest } from '../../../src/release/tracker/change-tracker.js';
import { writeFiles } from '../../project/write-files.js';

/** None can run twice without an error or another row. */
const SQL = [
  'CREATE TABLE "orders" ("id" serial PRIMARY KEY, "total" numeric(12, 2) NOT NULL DEFAULT 0);',
  'CREATE TABLE "invoices" ("id" bigint PRIMARY KEY, "order_id" integer NOT NULL REFERENCES "orders" ("id"));\n' +
    '--> statement-breakpoint\nCREATE INDEX "invoices_order" ON "invoices" ("order_id");',
  'INSERT INTO "orders" ("total") VALUES (1);',
  'ALTER TABLE "orders" ADD COLUMN IF NOT EXISTS "note" text;',
  'CREATE TABLE "customers" ("id" bigint PRIMARY KEY);',
];
const NAMES = ['orders', 'invoices', 'backfill', 'notes', 'customers'];

export const TAGS = NAMES.map((name, index) => `000${index}_${name}`);
/** Not on a full second, as the times of drizzle-kit are not. */
export const TIMES = NAMES.map((_, index) => 1_714_986_000_123 + index * 86_400_000);
/** What `drizzle-kit up` makes of them. */
export const FOLDERS = NAMES.map((name, index) => {
  const stamp = new Date(TIMES[index] ?? 0).toISOString().replace(/[-:T]/g, '').slice(0, 14);
  return `${stamp}_${name}`;
});

export type Files = Readonly<Record<string, string>>;

export const hashOf = (index: number): string =>
  createHash('sha256')
    .update(SQL[index] ?? '')
    .digest('hex');

/** The first `count` entries; `changes` replaces files and times of a journal. */
export function journalOf(
  count: number,
  changes: { readonly times?: readonly number[]; readonly files?: Files } = {},
): Files {
  const { times = TIMES, files = {} } = changes;
  const entries = TAGS.slice(0, count).map((tag, idx) => ({
    idx,
    version: '7',
    when: times[idx],
    tag,
    breakpoints: true,
  }));
  return {
    'meta/_journal.json': JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
    ...Object.fromEntries(TAGS.slice(0, count).map((tag, index) => [`${tag}.sql`, SQL[index] ?? ''])),
    ...files,
  };
}

export function foldersOf(count: number): Files {
  return Object.fromEntries(FOLDERS.slice(0, count).map((name, index) => [`${name}/migration.sql`, SQL[index] ?? '']));
}

const require = createRequire(join(process.cwd(), 'migrations-fixtures', 'lines', 'kit-1.0', 'package.json'));
const { drizzle: drizzleOf1 } = require('drizzle-orm/postgres-js') as {
  drizzle: (options: { client: postgres.Sql }) => Parameters<typeof migrate>[0];
};
const { migrate: migrateWith1 } = require('drizzle-orm/postgres-js/migrator') as { migrate: typeof migrate };

/** A database that plays the deployed one. Each step has a connection of its own: the embedded server serves one at a time. */
export class Shop implements AsyncDisposable {
  private constructor(
    readonly url: string,
    private readonly dispose: () => PromiseLike<void>,
  ) {}

  static async open(server: EphemeralServer): Promise<Shop> {
    const database = await server.createDatabase();
    const sql = await database.connect();
    await sql.end();
    return new Shop(urlOf(sql), () => database[Symbol.asyncDispose]());
  }

  async withSql<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
    const sql = this.connect();
    try {
      return await work(sql);
    } finally {
      await sql.end();
    }
  }

  connect(): postgres.Sql {
    const url = new URL(this.url.replace('@/', '@localhost/'));
    const host = url.searchParams.get('host') ?? '';
    url.searchParams.delete('host');
    return postgres(url.href, { host, max: 1, onnotice: () => undefined });
  }

  /** As an application does at boot, with the drizzle-orm of the layout. */
  async migrate(files: Files): Promise<void> {
    using folder = writeFiles(files);
    await this.withSql((sql) => migrateOn(sql, folder.path, layoutOf(files)));
  }

  async run(statements: string): Promise<void> {
    await this.withSql((sql) => sql.unsafe(statements));
  }

  async query<T extends object>(statement: string): Promise<readonly T[]> {
    return this.withSql((sql) => sql.unsafe<T[]>(statement));
  }

  [Symbol.asyncDispose](): PromiseLike<void> {
    return this.dispose();
  }
}

function layoutOf(files: Files): Layout {
  return 'meta/_journal.json' in files ? 'journal' : 'folders';
}

export async function migrateOn(sql: postgres.Sql, migrationsFolder: string, layout: Layout): Promise<void> {
  if (layout === 'journal') await migrate(drizzle(sql), { migrationsFolder });
  else await migrateWith1(drizzleOf1({ client: sql }), { migrationsFolder });
}

/** What `repair` and `baseline` want of a project that has these files; the folder is read and gone. */
export async function requestFor(
  shop: Shop,
  files: Files,
  ephemeral: EphemeralServer,
  write = true,
): Promise<TrackerRequest> {
  using folder = writeFiles(files);
  return {
    cwd: folder.path,
    project: await projectOfMigrations(folder.path, folder.path),
    history: await readHistory(folder.path, folder.path),
    database: { url: shop.url, variable: 'DATABASE_URL', isNamed: true },
    expectDatabase: null,
    server: await serverOptionsFor(ephemeral),
    bootstrap: [],
    timeoutSeconds: 60,
    onStep: () => {},
    write,
    lockWaitMs: 0,
  };
}

/** Replays on a server that runs already, if it is a real one: the embedded server has one database for each connection. */
async function serverOptionsFor(ephemeral: EphemeralServer): Promise<TrackerRequest['server']> {
  const common = { version: null, image: null };
  if (ephemeral.facts.provider === 'embedded') return { ...common, provider: 'embedded', givenUrl: null };
  await using database = await ephemeral.createDatabase();
  const url = urlOf(await database.connect());
  return { ...common, provider: 'auto', givenUrl: url.replace(/\/[^/?]*\?/, '/postgres?') };
}
