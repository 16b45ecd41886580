/** A migration whose statements cannot run in a transaction: each by itself, and what a killed run has left is mended first. */
import type postgres from 'postgres';
import type { Catalog } from '../../model/catalog.js';
import type { Finding } from '../../model/finding.js';
import type { Migration } from '../../model/history.js';
import { locate } from '../../model/locate.js';
import { releaseFinding } from '../../model/release-codes.js';
import type { ParsedFile, Statement } from '../../model/sql.js';
import { readCatalog } from '../../postgres/catalog/read-catalog.js';
import { runMigration } from '../../postgres/replay/run-migration.js';
import { nameOfRefused } from '../../sql/outside-transactions.js';
import { secondRun } from '../../sql/rerun/second-run.js';
import { toStatementFinding } from './failures.js';
import { dropLeftovers, effectOf, isDone } from './leftovers.js';
import { fileOf, type Limits, type Work } from './work.js';

/** Statements outside of a transaction cannot be undone: a killed run starts again at the top of the file. */
export function refuseUnresumable(migration: Migration, file: ParsedFile): Finding | null {
  const reruns = secondRun(file);
  const statement = file.statements.find((each) => {
    if (nameOfRefused(each) !== null) return each.type === 'IndexStmt' && effectOf(each) === null;
    const outcome = reruns.get(each);
    return outcome === undefined || outcome.collisions.length > 0 || outcome.unread.length > 0;
  });
  if (statement === undefined) return null;
  const isIndex = statement.type === 'IndexStmt';
  return releaseFinding('release/cannot-resume', {
    message: isIndex
      ? `"${migration.tag}" builds an index without a name, which a second try could not find again`
      : `"${migration.tag}" cannot run in a transaction, and a statement in it cannot be run twice`,
    at: locate(migration.source, statement.span),
    evidence: [{ kind: 'sql', text: statement.text }],
    hint: isIndex
      ? 'Give the index a name: CREATE INDEX CONCURRENTLY "name" ON ….'
      : 'Move the statement to a migration of its own, or guard it with IF NOT EXISTS.',
  });
}

interface Target {
  readonly migration: Migration;
  /** What the database has to be after it. */
  readonly after: Catalog;
}

/** Runs what is not done yet. What has succeeded stays whatever comes after it; the row is written by whoever calls. */
export async function runOutside(
  sql: postgres.Sql,
  work: Work,
  target: Target,
  limits: Limits,
): Promise<Finding | null> {
  // Building an index without blocking waits for every older transaction, which must not count as hung.
  await sql.unsafe(`SET lock_timeout = 0; SET statement_timeout = ${limits.statementTimeoutMs}`);
  for (const statement of fileOf(work, target.migration).statements) {
    const finding = await runOne(sql, work, target, statement);
    if (finding !== null) return finding;
  }
  await sql`RESET ALL`.simple();
  return null;
}

async function runOne(
  sql: postgres.Sql,
  work: Work,
  { migration, after }: Target,
  statement: Statement,
): Promise<Finding | null> {
  const effect = effectOf(statement);
  if (effect !== null) {
    await dropLeftovers(sql, effect);
    const catalog = await readCatalog(sql, { tracker: work.place });
    if (await isDone(sql, effect, work.differ(after, catalog))) return null;
  }
  const failure = await runMigration(sql, only(migration, statement), parsedOnly(migration, statement));
  if (failure === null) return null;
  if (effect !== null) await dropLeftovers(sql, effect);
  return toStatementFinding(failure, migration);
}

/** The file as if it had this statement alone, so that one reader of failures serves all. */
function only(migration: Migration, { text, span }: Statement): Migration {
  return { ...migration, chunks: [{ text, span }] };
}

function parsedOnly({ source }: Migration, statement: Statement): ParsedFile {
  return { source, statements: [{ ...statement, chunk: 0 }], syntaxErrors: [] };
}
