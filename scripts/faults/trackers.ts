/** Trackers to do harm to while they are replaced, and everything that there is to say of one. */
import type postgres from 'postgres';
import { readCatalog } from '../../src/postgres/catalog/read-catalog.js';
import { withoutTracker } from '../../src/postgres/catalog/tracker-objects.js';
import { readTracker } from '../../src/postgres/tracker/read.js';
import { awaitSilence, copyDatabase, openAs } from './bench-database.js';
import type { NativeServer } from './native-server.js';
import { PLACE } from './shop.js';

const TABLE = 'drizzle.__drizzle_migrations';

/** By template: what people have done to a database that is migrated to the end. */
const DAMAGES = {
  damaged: `INSERT INTO ${TABLE} (hash, created_at) SELECT hash, created_at FROM ${TABLE} WHERE id = 2;
    UPDATE ${TABLE} SET created_at = NULL WHERE id = 3; INSERT INTO ${TABLE} (hash, created_at) VALUES ('of nobody', 7);
    ALTER TABLE ${TABLE} ALTER created_at TYPE text; GRANT SELECT ON ${TABLE} TO PUBLIC`,
  unmarked: `DROP TABLE ${TABLE}`,
} as const;

export async function prepareTrackers(server: NativeServer): Promise<void> {
  for (const [name, damage] of Object.entries(DAMAGES)) {
    await copyDatabase(server, 'done', name);
    const sql = openAs(server.urlOf(name, 'owner'));
    await sql.unsafe(damage);
    await sql.end();
  }
}

/**
 * Waits until nobody else is connected, then tells all tables of the tracker's schema with columns, rows, rights, indexes and
 * sequences, and the schema of everything else. Copies are told without their date.
 */
export async function readState(
  server: NativeServer,
  name: string,
): Promise<{ readonly state: string; readonly problems: readonly string[] }> {
  const sql = openAs(server.urlOf(name));
  try {
    const problems = (await awaitSilence(sql)) ? [] : ['a session is still there'];
    const locks = await sql`
      select from pg_locks
      where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`;
    if (locks.length > 0) problems.push('the lock is not free');
    const { others } = await readTracker(sql, PLACE);
    const catalog = others.reduce(withoutTracker, await readCatalog(sql, { tracker: PLACE }));
    const objects = catalog.objects.map((object) => JSON.stringify(object)).sort();
    const state = [...(await describeRelations(sql)), ...objects].join('\n');
    return { state: state.replace(/_kept_\d{8}_\d{9}/g, '_kept'), problems };
  } finally {
    await sql.end();
  }
}

async function describeRelations(sql: postgres.Sql): Promise<readonly string[]> {
  const relations = await sql<{ name: string; kind: string; described: string }[]>`
    select c.relname as name, c.relkind as kind,
           json_build_array(c.relkind, c.relname, pg_get_userbyid(c.relowner), c.relacl::text, (
             select json_agg(array[a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull::text] order by a.attnum)
             from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and c.relkind = 'r'
           ))::text as described
    from pg_class c where c.relnamespace = 'drizzle'::regnamespace order by c.relname`;
  const rows = await Promise.all(
    relations
      .filter(({ kind }) => kind === 'r')
      .map(async ({ name }) => JSON.stringify(await sql`select * from drizzle.${sql(name)} order by id`)),
  );
  return [...relations.map(({ described }) => described), ...rows];
}
