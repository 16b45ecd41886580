/** Builds what the schema declares or a snapshot records, reads the catalog, and leaves nothing behind. */
import type postgres from 'postgres';
import type { Catalog } from '../../model/catalog.js';
import type { TrackerPlace } from '../../model/project.js';
import type { BuildFailure } from '../../model/replay.js';
import { readCatalog } from '../catalog/read-catalog.js';
import { toServerError } from '../server-error.js';

export interface Blueprint {
  /** One statement per element, as drizzle-kit derives them. */
  readonly ddl: readonly string[];
  /**
   * The history's own statements for what drizzle-kit cannot express but DDL may refer to: extensions, functions,
   * domains, roles. Tried only when the DDL needs them; those that fail are left out.
   */
  readonly prelude: readonly string[];
  /** Bootstrap SQL ran before, and may have made what the DDL makes (`auth.users`). */
  readonly onPlatform: boolean;
  readonly tracker: TrackerPlace;
}

/** Class 42 and 3F: the statement refers to a type, function, relation, role or schema that is not there. */
const UNDEFINED_OBJECT = new Set(['42704', '42883', '42P01', '3F000']);

/** The schema, role, type, constraint or relation is there already. */
const DUPLICATE_OBJECT = new Set(['42P06', '42710', '42P07']);

/**
 * Builds in one transaction that is rolled back, since roles would outlive the database.
 * Needs a connection of its own (`max: 1`). Rejects where the server is lost.
 */
export async function buildCatalog(sql: postgres.Sql, blueprint: Blueprint): Promise<Catalog | BuildFailure> {
  await sql`BEGIN`.simple();
  try {
    const failure = await runDdl(sql, blueprint);
    return failure ?? (await readCatalog(sql, { tracker: blueprint.tracker }));
  } finally {
    await sql`ROLLBACK`.simple();
  }
}

async function runDdl(sql: postgres.Sql, { ddl, prelude, onPlatform }: Blueprint): Promise<BuildFailure | null> {
  // A function body may name tables that come later.
  await sql`SET LOCAL check_function_bodies = off`.simple();
  let left = ddl;
  let preludeRan = false;
  for (;;) {
    const failure = await runInSavepoint(sql, left);
    if (failure === null) return null;
    const { sqlstate } = failure.error;
    if (UNDEFINED_OBJECT.has(sqlstate) && !preludeRan) {
      await runPrelude(sql, prelude);
      preludeRan = true;
    } else if (DUPLICATE_OBJECT.has(sqlstate) && (preludeRan || onPlatform)) {
      // What the platform or the prelude made, the DDL need not make again.
      left = left.filter((statement) => statement !== failure.statement);
    } else return failure;
  }
}

/** Several rounds, because the statements may build on each other in an order that is not known. */
async function runPrelude(sql: postgres.Sql, prelude: readonly string[]): Promise<void> {
  let waiting = [...prelude];
  for (let before = Number.POSITIVE_INFINITY; waiting.length < before;) {
    before = waiting.length;
    const failed: string[] = [];
    for (const statement of waiting) {
      if ((await runInSavepoint(sql, [statement])) !== null) failed.push(statement);
    }
    waiting = failed;
  }
}

/** All or nothing. Sent without waiting: after the first failure the server refuses the rest. */
async function runInSavepoint(sql: postgres.Sql, statements: readonly string[]): Promise<BuildFailure | null> {
  await sql`SAVEPOINT build`.simple();
  const results = await Promise.allSettled(statements.map((statement) => sql.unsafe(statement)));
  const at = results.findIndex((result) => result.status === 'rejected');
  const result = results[at];
  if (result?.status !== 'rejected') {
    await sql`RELEASE SAVEPOINT build`.simple();
    return null;
  }
  await sql`ROLLBACK TO SAVEPOINT build`.simple();
  const error = toServerError(result.reason);
  if (error === null) throw result.reason;
  return { statement: statements[at] ?? '', error };
}
