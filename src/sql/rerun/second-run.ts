/**
 * Runs a migration twice on paper. The first run succeeds by assumption and tells what is there at its end; the second one
 * starts from there, statement by statement, each undone by itself where it fails.
 */
import type { ParsedFile, Statement } from '../../model/sql.js';
import type { Collision } from './collision.js';
import { runSteps, runStatement, type Run } from './run.js';
import { apply, type SchemaState } from './state.js';

/** What the second run of one statement comes to. */
export interface Outcome {
  readonly collisions: readonly Collision[];
  /** Guards that a second run relies on, as written: keywords, conditions, handlers. */
  readonly guards: readonly string[];
  /** What could not be judged: computed SQL, conditions on something other than presence, bodies that do not parse. */
  readonly unread: readonly string[];
}

const outcomes = new WeakMap<ParsedFile, ReadonlyMap<Statement, Outcome>>();

/** The outcome of every statement of a file; the same object for the same file. */
export function secondRun(file: ParsedFile): ReadonlyMap<Statement, Outcome> {
  const known = outcomes.get(file);
  if (known !== undefined) return known;
  const schema: { state: SchemaState } = { state: new Map() };
  for (const statement of file.statements) runOne(statement, 1, schema);
  endSession(schema.state);
  const found = new Map(file.statements.map((statement) => [statement, runOne(statement, 2, schema)]));
  outcomes.set(file, found);
  return found;
}

/** Whoever runs a migration again does it in another session: temporary tables are gone. */
function endSession(state: SchemaState): void {
  const temporary = [...state.values()].filter(({ effect, present }) => present && effect.temporary === true);
  for (const { effect } of temporary) apply(state, { ...effect, action: 'drop' }, 1);
}

/** Runs one statement as Drizzle sends it, and leaves its state behind, unless it raises an error. */
function runOne(statement: Statement, number: Run['number'], schema: { state: SchemaState }): Outcome {
  const { block } = statement;
  const state = block === null ? schema.state : new Map(schema.state);
  const run: Run = { number, state, collisions: [], guards: new Set(), unread: new Set(), around: [] };
  const raised = block === null ? runStatement(statement, run) : runSteps(block.steps, run).raised;
  const defect = block?.defect ?? null;
  if (defect !== null) run.unread.add(defect);
  if (raised === null) schema.state = run.state;
  else run.collisions.push(...raised);
  return { collisions: run.collisions, guards: [...run.guards], unread: [...run.unread] };
}
