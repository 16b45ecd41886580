/** The inside of DO blocks, whatever their conditions and handlers. */
import type { Statement, Step } from '../model/sql.js';

/** The lists of steps that a step holds. */
export function stepsIn(step: Step): readonly (readonly Step[])[] {
  if (step.kind === 'choice') return step.branches.map((branch) => branch.steps);
  if (step.kind === 'attempt') return [step.steps, ...step.handlers.map((handler) => handler.steps)];
  return step.kind === 'loop' ? [step.steps] : [];
}

/** What a statement runs: itself, or all that stands in its block. */
export function statementsIn(statement: Statement): readonly Statement[] {
  return statement.block === null ? [statement] : statement.block.steps.flatMap(statementsOf);
}

function statementsOf(step: Step): readonly Statement[] {
  return step.kind === 'statement' ? [step.statement] : stepsIn(step).flat().flatMap(statementsOf);
}
