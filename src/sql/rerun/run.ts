/** One run of a statement or of a DO block's steps over a schema that is known in part. */
import type { Branch, Condition, Handler, Statement, Step } from '../../model/sql.js';
import type { Effect } from '../effects/effect.js';
import { effectsOf } from '../effects/effects-of.js';
import { requirementsOf } from '../effects/requirements.js';
import { obstacleTo, sqlstateOf, type Collision, type Obstacle } from './collision.js';
import { answerTo } from './condition.js';
import { handlerFor } from './handlers.js';
import { apply, keyOf, type SchemaState } from './state.js';

export interface Run {
  /** 1: whatever is met succeeds. 2: it may collide with what the first run left. */
  readonly number: 1 | 2;
  state: SchemaState;
  /** Collisions that raise nothing. */
  readonly collisions: Collision[];
  readonly guards: Set<string>;
  readonly unread: Set<string>;
  /** Conditions and handlers that the run is within, outermost first. */
  around: Collision['around'];
}

/** How a list of steps ended. */
interface End {
  /** The collisions of the statement that raised an error; null: none did. */
  readonly raised: readonly Collision[] | null;
  /** RETURN: the block is over. */
  readonly returned: boolean;
}

const WENT_ON: End = { raised: null, returned: false };

export function runSteps(steps: readonly Step[], run: Run): End {
  for (const step of steps) {
    const end = runStep(step, run);
    if (end.raised !== null || end.returned) return end;
  }
  return WENT_ON;
}

function runStep(step: Step, run: Run): End {
  if (step.kind === 'statement') return { raised: runStatement(step.statement, run), returned: false };
  if (step.kind === 'choice') return runChoice(step.branches, run);
  if (step.kind === 'attempt') return runAttempt(step, run);
  if (step.kind === 'loop') return runSteps(step.steps, run);
  // RETURN ends the block, and so does RAISE, which the first run cannot have come to.
  if (step.kind !== 'computed') return { raised: null, returned: true };
  run.unread.add(`EXECUTE of ${step.text}`);
  return WENT_ON;
}

/** The first run takes the first branch that may hold; the second one only what is sure to be taken again. */
function runChoice(branches: readonly Branch[], run: Run): End {
  for (const { condition, steps } of branches) {
    const answer = condition === null ? 'true' : answerTo(condition, run.state);
    if (condition !== null && run.number === 2) run.guards.add(condition.text);
    if (answer === 'unknown' && run.number === 2) {
      run.unread.add(`condition ${condition?.text}`);
      return WENT_ON;
    }
    if (answer !== 'false') return within(condition === null ? [] : [condition], run, () => runSteps(steps, run));
  }
  return WENT_ON;
}

function runAttempt(step: Extract<Step, { kind: 'attempt' }>, run: Run): End {
  const before = new Map(run.state);
  const silent = run.collisions.length;
  const end = within([step.handlers], run, () => runSteps(step.steps, run));
  const sqlstate =
    end.raised?.find((collision) => collision.sqlstate !== null)?.sqlstate ?? repeated(run, silent, step.handlers);
  const handler = sqlstate ? handlerFor(sqlstate, step.handlers) : null;
  if (handler === null) return end;
  run.state = before;
  run.collisions.length = silent;
  run.guards.add(`EXCEPTION WHEN ${handler.conditions.join(' OR ')}`);
  // A handler that raises hands the error on.
  const rethrows = handler.steps.some(({ kind }) => kind === 'raise');
  return rethrows ? end : runSteps(handler.steps, run);
}

/** Rows that a block inserts again may as well be refused by a unique key, where a handler waits for that. */
function repeated(run: Run, silent: number, handlers: readonly Handler[]): string | null {
  const inserts = run.collisions.slice(silent).some(({ effect }) => effect.action === 'insert');
  return inserts && handlerFor('23505', handlers) !== null ? '23505' : null;
}

function within(guards: readonly (Condition | readonly Handler[])[], run: Run, inner: () => End): End {
  const outside = run.around;
  run.around = [...outside, ...guards];
  const end = inner();
  run.around = outside;
  return end;
}

/** The collisions of a statement that raises an error; null: it goes through, its effects done. */
export function runStatement(statement: Statement, run: Run): readonly Collision[] | null {
  const effects = effectsIn(statement);
  // Most statements do one thing, and need no state to go back to.
  const state = effects.filter(({ action }) => action !== 'alter').length > 1 ? new Map(run.state) : run.state;
  const found: Collision[] = [];
  for (const effect of effects) {
    const obstacle = obstacleTo(state, effect);
    if (obstacle !== null && isGuarded(effect, obstacle)) {
      if (run.number === 2 && effect.guard !== null) run.guards.add(effect.guard);
      if (effect.action === 'alter') break;
      continue;
    }
    const collision = obstacle === null || run.number === 1 ? null : collide(statement, effect, obstacle, run);
    if (collision !== null) found.push(collision);
    // Without what it works on, the statement comes to nothing else.
    if (collision !== null && effect.action === 'alter') break;
    if (found.every(({ sqlstate }) => sqlstate === null)) apply(state, effect, run.number);
  }
  if (found.some(({ sqlstate }) => sqlstate !== null)) return found;
  run.collisions.push(...found);
  run.state = state;
  return null;
}

const effectsByStatement = new WeakMap<Statement, readonly Effect[]>();

/** What the statement needs, then what it does. */
function effectsIn(statement: Statement): readonly Effect[] {
  const known = effectsByStatement.get(statement);
  if (known !== undefined) return known;
  const effects = effectsOf(statement);
  const own = new Set(effects.flatMap((effect) => [effect, ...(effect.children ?? [])]).map(keyOf));
  const needs = requirementsOf(statement).filter((need) => !own.has(keyOf(need)));
  const all = [...needs, ...effects];
  effectsByStatement.set(statement, all);
  return all;
}

function collide(statement: Statement, effect: Effect, obstacle: Obstacle, { around }: Run): Collision {
  return { statement, effect, obstacle, sqlstate: sqlstateOf(effect, obstacle), around };
}

/** IF EXISTS does not help where the object is there. */
function isGuarded(effect: Effect, obstacle: Obstacle): boolean {
  return effect.guard !== null && !['depended', 'other kind', 'twin'].includes(obstacle);
}
