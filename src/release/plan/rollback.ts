/** Derives the way back from the catalogs, and proves it: forward, back, forward again, and back in one transaction. */
import type postgres from 'postgres';
import { compareCatalogs } from '../../compare/compare-catalogs.js';
import type { Catalog } from '../../model/catalog.js';
import type { Migration } from '../../model/history.js';
import type { Rollback } from '../../model/proof.js';
import { quoteIdentifier, quoteLiteral } from '../../model/quote.js';
import type { PlannedMigration } from '../../model/release.js';
import type { ReplayFailure } from '../../model/replay.js';
import type { Script } from '../../postgres/replay/replay.js';
import { toServerError } from '../../postgres/server-error.js';
import { findReplaced, readIdentities, undoRenames, type Identities } from './identities.js';
import type { Likeness } from './likeness.js';
import { lossesOf } from './losses.js';
import { rebuild, tryToRun } from './rebuild.js';

/** How the likeness came to where it is. */
export interface Forward {
  readonly before: Catalog;
  readonly identities: Identities;
  readonly migrations: readonly Migration[];
  readonly pending: readonly PlannedMigration[];
  /** Once more, from the state before. */
  readonly run: () => Promise<{ readonly failure: ReplayFailure | null }>;
}

/** Wants the likeness in the state after; leaves it in the state before, where that can be had. */
export async function deriveRollback(likeness: Likeness, forward: Forward): Promise<Rollback> {
  const { sql, construction } = likeness;
  const after = await readIdentities(sql);
  const renames = await keepRunning(sql, undoRenames(forward.identities, after));
  const changes = compareCatalogs(forward.before, await likeness.read(), 'all');
  const compare = async () => compareCatalogs(await likeness.read(), forward.before, 'all');
  const { left, ran } = await rebuild(sql, { wanted: forward.before, compare });
  const rows = await keepRunning(
    sql,
    forward.migrations.map((migration) => forget(construction.script, migration)),
  );
  const statements = [...renames, ...ran, ...rows];
  return {
    statements,
    losses: lossesOf(changes, findReplaced(forward.identities, after), forward.pending),
    underived: left.map(({ object }) => object),
    fault: left.length > 0 ? 'not everything could be derived' : await findFault(likeness, forward, statements),
  };
}

/** Those that the server takes. */
async function keepRunning(sql: postgres.Sql, statements: readonly string[]): Promise<readonly string[]> {
  const ran: string[] = [];
  for (const statement of statements) if (await tryToRun(sql, statement)) ran.push(statement);
  return ran;
}

/** Else Drizzle's migrator would take the migration for applied. */
function forget({ tracker, layout }: Script, { hash, tag, when }: Migration): string {
  const conditions = [
    `hash = ${quoteLiteral(hash)}`,
    ...(when === null ? [] : [`created_at = ${when}`]),
    ...(layout === 'folders' ? [`name = ${quoteLiteral(tag)}`] : []),
  ];
  return `DELETE FROM ${quoteIdentifier(tracker.schema, tracker.table)} WHERE ${conditions.join(' AND ')};`;
}

/** One by one every statement has worked; together and in one transaction they have to as well. */
async function findFault(likeness: Likeness, forward: Forward, statements: readonly string[]): Promise<string | null> {
  const { sql } = likeness;
  const { failure } = await forward.run();
  if (failure !== null) return `the migrations fail after it: ${failure.error.message} (${failure.error.sqlstate})`;
  await sql`BEGIN`.simple();
  try {
    for (const statement of statements) await sql.unsafe(statement);
    const [difference] = compareCatalogs(forward.before, await likeness.read(), 'all');
    await sql`COMMIT`.simple();
    return difference === undefined ? null : `it leaves another ${difference.object}`;
  } catch (cause) {
    const error = toServerError(cause);
    if (error === null) throw cause;
    await sql`ROLLBACK`.simple();
    return `in one transaction it fails: ${error.message} (${error.sqlstate})`;
  }
}
