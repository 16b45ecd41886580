/** Executes the statements of an applied migration once more, and tells what came of each. Leaves nothing behind. */
import type postgres from 'postgres';
import type { Catalog, Difference } from '../../model/catalog.js';
import type { TrackerPlace } from '../../model/project.js';
import type { SecondRun, SecondRunOutcome } from '../../model/replay.js';
import type { ParsedFile, Statement } from '../../model/sql.js';
import { readCatalog, type ReadOptions } from '../catalog/read-catalog.js';
import { executeAll, type Attempt } from './execute-all.js';
import { rolledBack } from './rolled-back.js';
import { touchedTables } from './touched-tables.js';
import { hashContents, rowChanges } from './writes.js';

export interface SecondRunContext {
  readonly tracker: TrackerPlace;
  /** What ends a session; see `resetSqlFor`. */
  readonly reset: string;
  /** What differs between two catalogs of this server; told from outside, since comparing is not this room's. */
  readonly compare: (before: Catalog, after: Catalog) => readonly Difference[];
}

/**
 * Runs the file again as a whole, in one transaction that is rolled back, with failing statements taken out. What single
 * statements change counts only where the file as a whole ends in another state: DROP … IF EXISTS before CREATE is
 * idempotent though neither statement is.
 */
export async function runAgain(sql: postgres.Sql, file: ParsedFile, context: SecondRunContext): Promise<SecondRun[]> {
  const statements = file.statements.filter(({ type }) => type !== 'TransactionStmt');
  if (statements.length === 0) return [];
  const { attempts, options, catalog, contents } = await rolledBack(sql, context.reset, async () => {
    const made = await executeAll(sql, statements);
    const changing = made.filter(changesCatalog).map(({ statement }) => statement);
    const scope = { tracker: context.tracker, tables: touchedTables(changing), keepPrepared: true };
    return {
      attempts: made,
      options: scope,
      catalog: changing.length > 0 ? await readCatalog(sql, scope) : null,
      contents: await hashContents(sql, writtenTables(made)),
    };
  });
  const before = catalog === null ? null : await readCatalog(sql, options);
  const differences = catalog === null || before === null ? [] : context.compare(before, catalog);
  const rowsDiffer = contents !== (await hashContents(sql, writtenTables(attempts)));
  const proofs: SecondRun[] = [];
  for (const attempt of attempts) {
    const outcome = await judgeAttempt(sql, attempt, { ...context, options, before, differences, rowsDiffer });
    proofs.push({ span: attempt.statement.span, statement: attempt.statement.text, outcome });
  }
  return proofs;
}

function changesCatalog({ error, before, after }: Attempt): boolean {
  return error === null && before.catalog !== after.catalog;
}

function writtenTables(attempts: readonly Attempt[]): readonly string[] {
  const succeeded = attempts.filter(({ error }) => error === null);
  const changes = succeeded.flatMap(({ before, after }) => rowChanges(before, after));
  return [...new Set(changes.map(({ table }) => table))].sort();
}

interface Whole extends SecondRunContext {
  /** How catalogs are read: as far as the statements together reach. */
  readonly options: ReadOptions;
  /** null: no statement touched the system catalogs. */
  readonly before: Catalog | null;
  readonly differences: readonly Difference[];
  readonly rowsDiffer: boolean;
}

/** Which statement made the file end in another state: each is run alone, on the state from before. */
async function judgeAttempt(sql: postgres.Sql, attempt: Attempt, whole: Whole): Promise<SecondRunOutcome> {
  if (attempt.error !== null) return { kind: 'failed', error: attempt.error };
  if (whole.differences.length > 0 && changesCatalog(attempt)) {
    const differences = await differencesOf(sql, attempt.statement, whole);
    if (differences.length > 0) return { kind: 'changed-catalog', differences };
  }
  const changes = whole.rowsDiffer ? rowChanges(attempt.before, attempt.after) : [];
  return changes.length > 0 ? { kind: 'changed-rows', changes } : { kind: 'clean' };
}

/** A statement that fails alone, without those before it, has its share in the differences of the file. */
async function differencesOf(sql: postgres.Sql, statement: Statement, whole: Whole): Promise<readonly Difference[]> {
  const after = await rolledBack(sql, whole.reset, async () => {
    const [attempt] = await executeAll(sql, [statement]);
    return attempt?.error === null ? readCatalog(sql, whole.options) : null;
  });
  return after === null || whole.before === null ? whole.differences : whole.compare(whole.before, after);
}
