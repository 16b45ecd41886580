/** Brings an ephemeral database to a catalog that was read elsewhere, or before. */
import type postgres from 'postgres';
import { renderDdl } from '../../compare/ddl/render-ddl.js';
import { turn } from '../../compare/turn.js';
import type { Catalog, Difference } from '../../model/catalog.js';
import { toServerError } from '../../postgres/server-error.js';

/** What the database is to become, and how it is compared with it. */
export interface Goal {
  readonly wanted: Catalog;
  /** What still differs, the database as the expected side. */
  readonly compare: () => Promise<readonly Difference[]>;
}

export interface Rebuilt {
  /** Nothing is taken for built that is not. */
  readonly left: readonly Difference[];
  /** What ran, in its order; each text may be several statements. */
  readonly ran: readonly string[];
}

/**
 * Runs the DDL that ends each difference, in as many rounds as make them fewer, since one statement may need another.
 * Wants no open transaction.
 */
export async function rebuild(sql: postgres.Sql, { wanted, compare }: Goal): Promise<Rebuilt> {
  const ran: string[] = [];
  let left = await compare();
  for (let before = Number.POSITIVE_INFINITY; left.length > 0 && left.length < before;) {
    before = left.length;
    for (const difference of left) {
      const ddl = renderDdl(turn(difference), wanted);
      if (ddl !== null && (await tryToRun(sql, ddl))) ran.push(ddl);
    }
    left = await compare();
  }
  return { left, ran };
}

/** All statements of one message, or none. What the server refuses stays different, and is told as such. */
export async function tryToRun(sql: postgres.Sql, ddl: string): Promise<boolean> {
  try {
    await sql.unsafe(ddl);
    return true;
  } catch (error) {
    if (toServerError(error) === null) throw error;
    return false;
  }
}
