/** Parses a text as one migration of its own, split as Drizzle splits it. */
import { toMigration } from '../../src/project/history/migration.js';
import { parseMigration } from '../../src/sql/parse.js';
import type { ParsedFile } from '../../src/model/sql.js';

export function parseText(text: string): Promise<ParsedFile> {
  return parseMigration(toMigration('0000_orders', { path: 'drizzle/0000_orders.sql', text }, 1));
}
