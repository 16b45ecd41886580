/** Histories in memory, as the replays take them. */
import { createHash } from 'node:crypto';
import type { Migration } from '../../../src/model/history.js';
import { BREAKPOINT } from '../../../src/model/history.js';
import type { Script } from '../../../src/postgres/replay/replay.js';
import { parseMigration } from '../../../src/sql/parse.js';

export const TRACKER = { schema: 'drizzle', table: '__drizzle_migrations' };

/** One migration per text; tags are `0000`, `0001` and so on, an hour apart. */
export async function scriptOf(...texts: readonly string[]): Promise<Script> {
  const migrations = texts.map(migrationOf);
  const parsed = await Promise.all(migrations.map(async (each) => [each.tag, await parseMigration(each)] as const));
  return { layout: 'journal', tracker: TRACKER, migrations, parsed: new Map(parsed) };
}

function migrationOf(text: string, index: number): Migration {
  const tag = String(index).padStart(4, '0');
  let start = 0;
  const chunks = text.split(BREAKPOINT).map((chunk) => {
    const span = { start, end: start + chunk.length };
    start = span.end + BREAKPOINT.length;
    return { text: chunk, span };
  });
  const hash = createHash('sha256').update(text).digest('hex');
  return {
    tag,
    source: { path: `drizzle/${tag}.sql`, text },
    hash,
    otherHashes: [],
    when: 1_700_000_000_000 + index * 3_600_000,
    chunks,
  };
}
