/** Runs one step on the ephemeral server as it will run on the target, and keeps what every statement did. */
import type postgres from 'postgres';
import { locate } from '../../model/locate.js';
import type { Migration } from '../../model/history.js';
import type { PlannedMigration, PlannedStatement } from '../../model/release.js';
import type { ReplayFailure } from '../../model/replay.js';
import type { Statement } from '../../model/sql.js';
import { recordAfter, toFinalFailure, type Script } from '../../postgres/replay/replay.js';
import { runUnit, unitsOf, type Unit } from '../../postgres/replay/run-migration.js';
import type { Trace } from '../../postgres/replay/trace.js';
import { readDocumentedLocks } from './documented-locks.js';
import type { Step } from '../../model/proof.js';

export interface Runner {
  readonly sql: postgres.Sql;
  readonly script: Script;
  readonly trace: Trace;
  /** Steps without a transaction: told after each statement, which is a state that a killed run can leave behind. */
  readonly afterStatement?: () => Promise<void>;
}

export interface RanStep {
  readonly migrations: readonly PlannedMigration[];
  /** The first that stopped it; the migrations then end with the statement before. null: it went through. */
  readonly failure: ReplayFailure | null;
}

/** `done`: how many statements of a step without transaction have run already. */
export async function runStep(runner: Runner, step: Step, done: number): Promise<RanStep> {
  const { sql, trace } = runner;
  const inTransaction = step.transaction !== 'none';
  const migrations: PlannedMigration[] = [];
  trace.forgetLocks();
  if (inTransaction) await sql`BEGIN`.simple();
  for (const migration of step.migrations) {
    runner.script.onMigration?.(migration.tag);
    const { statements, failure } = await runStatements(runner, migration, inTransaction ? null : { done });
    migrations.push({ tag: migration.tag, transaction: step.transaction, statements });
    const stop = failure ?? (await recordAfter(sql, runner.script, migration));
    if (stop === null) continue;
    if (inTransaction) await sql`ROLLBACK`.simple();
    return { migrations, failure: stop };
  }
  const failure = inTransaction ? await commit(sql, step.migrations.at(-1)) : null;
  // The next step begins in a session as good as new.
  await sql`DISCARD ALL`.simple();
  return { migrations, failure };
}

interface RanStatements {
  readonly statements: readonly PlannedStatement[];
  readonly failure: ReplayFailure | null;
}

/** `alone`: each statement is a transaction of its own. */
async function runStatements(
  { sql, script, trace, afterStatement }: Runner,
  migration: Migration,
  alone: { readonly done: number } | null,
): Promise<RanStatements> {
  const parsed = script.parsed.get(migration.tag);
  if (parsed === undefined) throw new Error(`migration "${migration.tag}" was not parsed`);
  const statements: PlannedStatement[] = [];
  for (const unit of unitsOf(migration, parsed).slice(alone?.done ?? 0)) {
    const statement = parsed.statements.find(({ span }) => span.start === unit.span.start);
    const documented = alone && statement !== undefined ? await readDocumentedLocks(sql, statement) : null;
    const start = performance.now();
    const failure = await runUnit(sql, migration, unit);
    const durationMs = performance.now() - start;
    if (failure !== null) return { statements, failure };
    const { locks, rewrites } = await trace.look();
    statements.push({
      ...toPlanned(migration, unit, durationMs),
      locks: documented ?? locks,
      rewrites: isTruncate(statement) ? [] : rewrites,
    });
    if (alone) await afterStatement?.();
  }
  return { statements, failure: null };
}

function toPlanned({ source }: Migration, { span, text }: Unit, durationMs: number) {
  return { line: locate(source, span).line, sql: text, durationMs: Math.round(durationMs * 1000) / 1000 };
}

/** TRUNCATE gives a table a new file as well, and writes no row into it. */
function isTruncate(statement: Statement | undefined): boolean {
  return statement?.type === 'TruncateStmt';
}

/** Deferred constraints are checked here. */
async function commit(sql: postgres.Sql, last: Migration | undefined): Promise<ReplayFailure | null> {
  try {
    await sql`COMMIT`.simple();
    return null;
  } catch (cause) {
    if (last === undefined) throw cause;
    return toFinalFailure(last, 'COMMIT', cause);
  }
}
