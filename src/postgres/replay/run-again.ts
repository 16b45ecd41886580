/** Executes the statements of an applied migration once more, and tells what came of each. Leaves nothing behind. */
import type postgres from 'postgres';
import type { Catalog, Difference } from '../../model/catalog.js';
import type { TrackerPlace } from '../../model/project.js';
import type { SecondRun, SecondRunOutcome } from '../../model/replay.js';
import type { ParsedFile, Statement } from '../../model/sql.js';
import { readCatalog } from '../catalog/read-catalog.js';
import { toServerError } from '../server-error.js';
import { hashContents, readWrites, rowChanges, type Writes } from './writes.js';

export interface SecondRunContext {
  readonly tracker: TrackerPlace;
  /** What differs between two catalogs of this server; told from outside, since comparing is not this room's. */
  readonly compare: (before: Catalog, after: Catalog) => readonly Difference[];
}

/** A statement after its second execution, before the whole file has been looked at. */
interface Attempt {
  readonly statement: Statement;
  /** null: it failed. */
  readonly wrote: { readonly before: Writes; readonly after: Writes } | null;
  readonly outcome: SecondRunOutcome;
}

/**
 * Runs the file again as a whole, in one transaction that is rolled back, with failing statements taken out. What single
 * statements change counts only where the file as a whole ends in another state: DROP … IF EXISTS before CREATE is
 * idempotent though neither statement is.
 */
export async function runAgain(sql: postgres.Sql, file: ParsedFile, context: SecondRunContext): Promise<SecondRun[]> {
  const statements = file.statements.filter(({ type }) => type !== 'TransactionStmt');
  const { attempts, catalog, contents } = await rolledBack(sql, async () => {
    const made: Attempt[] = [];
    for (const statement of statements) made.push(await attempt(sql, statement));
    const tables = writtenTables(made);
    const changed = made.some(changesCatalog);
    return {
      attempts: made,
      catalog: changed ? await readCatalog(sql, context) : null,
      contents: await hashContents(sql, tables),
    };
  });
  const differences = catalog === null ? [] : context.compare(await readCatalog(sql, context), catalog);
  const rowsDiffer = contents !== (await hashContents(sql, writtenTables(attempts)));
  const proofs: SecondRun[] = [];
  for (const { statement, ...rest } of attempts) {
    const outcome = await judgeAttempt(sql, { statement, ...rest }, { ...context, differences, rowsDiffer });
    proofs.push({ span: statement.span, statement: statement.text, outcome });
  }
  return proofs;
}

async function attempt(sql: postgres.Sql, statement: Statement): Promise<Attempt> {
  const before = await readWrites(sql);
  await sql`SAVEPOINT again`.simple();
  try {
    await sql.unsafe(statement.text);
  } catch (cause) {
    const error = toServerError(cause);
    if (error === null) throw cause;
    await sql`ROLLBACK TO SAVEPOINT again`.simple();
    return { statement, wrote: null, outcome: { kind: 'failed', error } };
  }
  await sql`RELEASE SAVEPOINT again`.simple();
  return { statement, wrote: { before, after: await readWrites(sql) }, outcome: { kind: 'clean' } };
}

function changesCatalog({ wrote }: Attempt): boolean {
  return wrote !== null && wrote.before.catalog !== wrote.after.catalog;
}

function writtenTables(attempts: readonly Attempt[]): readonly string[] {
  const tables = attempts.flatMap(({ wrote }) => (wrote === null ? [] : rowChanges(wrote.before, wrote.after)));
  return [...new Set(tables.map(({ table }) => table))].sort();
}

interface Whole extends SecondRunContext {
  readonly differences: readonly Difference[];
  readonly rowsDiffer: boolean;
}

/** Which statement made the file end in another state: each is run alone, on the state from before. */
async function judgeAttempt(sql: postgres.Sql, attempted: Attempt, whole: Whole): Promise<SecondRunOutcome> {
  const { statement, wrote, outcome } = attempted;
  if (wrote === null) return outcome;
  if (whole.differences.length > 0 && changesCatalog(attempted)) {
    const differences = await differencesOf(sql, statement, whole);
    if (differences.length > 0) return { kind: 'changed-catalog', differences };
  }
  const changes = whole.rowsDiffer ? rowChanges(wrote.before, wrote.after) : [];
  return changes.length > 0 ? { kind: 'changed-rows', changes } : outcome;
}

/** A statement that fails alone, without those before it, has its share in the differences of the file. */
async function differencesOf(sql: postgres.Sql, statement: Statement, whole: Whole): Promise<readonly Difference[]> {
  const before = await readCatalog(sql, whole);
  const after = await rolledBack(sql, async () => {
    const { outcome } = await attempt(sql, statement);
    return outcome.kind === 'failed' ? null : readCatalog(sql, whole);
  });
  return after === null ? whole.differences : whole.compare(before, after);
}

async function rolledBack<T>(sql: postgres.Sql, work: () => Promise<T>): Promise<T> {
  await sql`BEGIN`.simple();
  try {
    return await work();
  } finally {
    await sql`ROLLBACK`.simple();
    await sql`DISCARD ALL`.simple();
  }
}
