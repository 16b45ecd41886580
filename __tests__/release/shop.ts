/** A project whose first migration, the shop, is deployed. */
import type postgres from 'postgres';
import { migrationsOf, type History } from '../../src/model/history.js';
import type { TrackerPlace } from '../../src/model/project.js';
import { replayStepByStep } from '../../src/postgres/replay/replay.js';
import { parseHistory } from '../../src/sql/parse.js';

const SHOP = `CREATE TABLE customers (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, total numeric);`;

/** A project of one deployed migration, the shop, and what is pending. */
export function projectFiles(pending: readonly string[]): Record<string, string> {
  const texts = [SHOP, ...pending];
  const tags = texts.map((_, position) => `${String(position).padStart(4, '0')}_orders`);
  const entries = tags.map((tag, idx) => ({
    idx,
    version: '7',
    when: 1_714_986_000_000 + idx,
    tag,
    breakpoints: true,
  }));
  return {
    'drizzle/meta/_journal.json': JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
    ...Object.fromEntries(texts.map((text, position) => [`drizzle/${tags[position]}.sql`, text])),
  };
}

/** Runs the first migration, and leaves its row. */
export async function deployShop(sql: postgres.Sql, history: History, tracker: TrackerPlace): Promise<void> {
  const migrations = migrationsOf(history).slice(0, 1);
  await replayStepByStep(sql, { layout: history.layout, tracker, migrations, parsed: await parseHistory(history) });
}
