/** A history written as plain SQL, ready to run. */
import type { Migration } from '../../../src/model/history.js';
import type { Script } from '../../../src/postgres/replay/replay.js';
import { toMigration } from '../../../src/project/history/migration.js';
import { parseMigration } from '../../../src/sql/parse.js';

/** One migration per text, named `0000_orders`, `0001_orders` and so on. */
export async function scriptOf(...texts: readonly string[]): Promise<Script> {
  const migrations = texts.map((text, position): Migration => {
    const tag = `${String(position).padStart(4, '0')}_orders`;
    return toMigration(tag, { path: `drizzle/${tag}.sql`, text }, 1_714_986_000_000 + position);
  });
  const parsed = new Map<string, Awaited<ReturnType<typeof parseMigration>>>();
  for (const migration of migrations) parsed.set(migration.tag, await parseMigration(migration));
  return { layout: 'journal', tracker: { schema: 'drizzle', table: '__drizzle_migrations' }, migrations, parsed };
}
