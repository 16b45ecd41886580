/** Brings an ephemeral database from what a history builds to what is deployed, where the two differ. */
import type postgres from 'postgres';
import { renderDdl } from '../compare/ddl/render-ddl.js';
import { turn } from '../compare/turn.js';
import type { Catalog, Difference } from '../model/catalog.js';
import { toServerError } from '../postgres/server-error.js';

/** What the database is compared with, and how. */
export interface Goal {
  readonly deployed: Catalog;
  /** What still differs, the database as the expected side. */
  readonly compare: () => Promise<readonly Difference[]>;
}

/**
 * Runs the DDL that ends each difference, in as many rounds as make it fewer, since one statement may need another.
 * Returns what is left: nothing is taken for built that is not. Wants no open transaction.
 */
export async function rebuild(sql: postgres.Sql, { deployed, compare }: Goal): Promise<readonly Difference[]> {
  let left = await compare();
  for (let before = Number.POSITIVE_INFINITY; left.length > 0 && left.length < before;) {
    before = left.length;
    for (const difference of left) {
      const ddl = renderDdl(turn(difference), deployed);
      if (ddl !== null) await tryToRun(sql, ddl);
    }
    left = await compare();
  }
  return left;
}

/** All statements of one message, or none. What the server refuses stays different, and is told as such. */
async function tryToRun(sql: postgres.Sql, ddl: string): Promise<void> {
  try {
    await sql.unsafe(ddl);
  } catch (error) {
    if (toServerError(error) === null) throw error;
  }
}
