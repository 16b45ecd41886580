/** Deploys with drizzle-orm's own `migrate()`, of both lines as the fixtures below `lines/` have them installed. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type postgres from 'postgres';

type Migrate = (database: unknown, options: { migrationsFolder: string }) => Promise<void>;

/** Installed lines of drizzle-orm, and the fixture that has each. */
export const LINES = {
  '0.32': 'kit-0.23',
  '0.33': 'kit-0.24',
  '0.36': 'kit-0.28',
  '0.39': 'kit-0.30',
  '0.45': 'kit-0.31-old',
  '1.0': 'kit-1.0',
} as const;
export type Line = keyof typeof LINES;

const requireFrom = (line: Line) =>
  createRequire(join(process.cwd(), 'migrations-fixtures', 'lines', LINES[line], 'package.json'));

/** What ended the deploy: the SQLSTATE or, where the server was not asked, the message; null: it reports success. */
export async function deploy(sql: postgres.Sql, line: Line, migrationsFolder: string): Promise<string | null> {
  const require = requireFrom(line);
  const { drizzle } = require('drizzle-orm/postgres-js') as { drizzle: (client: unknown) => unknown };
  const { migrate } = require('drizzle-orm/postgres-js/migrator') as { migrate: Migrate };
  return reasonOf(migrate(drizzle(line === '1.0' ? { client: sql } : sql), { migrationsFolder }));
}

/** The same by the driver of PGlite, which sends every chunk as one prepared statement. */
export async function deployToPglite(migrationsFolder: string): Promise<string | null> {
  const require = requireFrom('0.45');
  const { drizzle } = require('drizzle-orm/pglite') as { drizzle: (client: unknown) => unknown };
  const { migrate } = require('drizzle-orm/pglite/migrator') as { migrate: Migrate };
  await using client = await PGlite.create();
  return await reasonOf(migrate(drizzle(client), { migrationsFolder }));
}

function reasonOf(run: Promise<void>): Promise<string | null> {
  return run.then(() => null, toReason);
}

/** drizzle-orm wraps the server's error since 0.44. */
function toReason(error: unknown): string {
  const { cause, code, message } = error as Error & { code?: string; cause?: { code?: string } };
  return cause?.code ?? code ?? message;
}
