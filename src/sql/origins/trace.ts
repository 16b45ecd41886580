/** Follows a history that ran to its end, statement by statement: which of them made, changed or dropped each object. */
import type { SourceFile } from '../../model/history.js';
import type { ParsedFile, Statement, Step } from '../../model/sql.js';
import type { Effect } from '../effects/effect.js';
import { effectsOf } from '../effects/effects-of.js';
import { answerTo } from '../rerun/condition.js';
import { goesWith, keyOf, resolve, schemaOf, type Entry } from '../rerun/state.js';
import { stepsIn } from '../steps.js';
import { settingsOf } from './settings.js';

/** A statement of a migration. */
export interface Origin {
  readonly source: SourceFile;
  readonly statement: Statement;
}

/** What is known of one object: of each kind the last statement, null where there is none. */
export interface Trace extends Entry {
  readonly added: Origin | null;
  /** Since it was added. */
  readonly changed: Origin | null;
  readonly dropped: Origin | null;
}

export interface Traces {
  /** By identity (`keyOf`). */
  readonly objects: ReadonlyMap<string, Trace>;
  /** Statements that run SQL which their text does not show: computed, or inside of a function that is called. */
  readonly unread: readonly Origin[];
}

interface Walk {
  readonly objects: Map<string, Trace>;
  readonly unread: Origin[];
}

/** The files in the order in which they ran. Statements are taken to have succeeded, for the replay went through. */
export function traceObjects(files: Iterable<ParsedFile>): Traces {
  const walk: Walk = { objects: new Map(), unread: [] };
  for (const { source, statements } of files) {
    for (const statement of statements) {
      const { block } = statement;
      if (block === null) runStatement({ source, statement }, walk);
      else runSteps(block.steps, { source, statement }, walk);
      if (isUnread(statement)) walk.unread.push({ source, statement });
    }
  }
  return walk;
}

function isUnread({ type, block }: Statement): boolean {
  return (
    type === 'SelectStmt' || type === 'CallStmt' || (block !== null && (block.defect !== null || computes(block.steps)))
  );
}

function computes(steps: readonly Step[]): boolean {
  return steps.some((step) => step.kind === 'computed' || stepsIn(step).some(computes));
}

/** false: the block ends here. */
function runSteps(steps: readonly Step[], origin: Origin, walk: Walk): boolean {
  return steps.every((step) => {
    switch (step.kind) {
      case 'statement':
        runStatement({ ...origin, statement: step.statement }, walk);
        return true;
      case 'choice': {
        const taken = step.branches.find(
          ({ condition }) => condition === null || answerTo(condition, walk.objects) !== 'false',
        );
        return runSteps(taken?.steps ?? [], origin, walk);
      }
      case 'attempt':
      case 'loop':
        return runSteps(step.steps, origin, walk);
      case 'computed':
        return true;
      case 'return':
      case 'raise':
      default:
        return false;
    }
  });
}

function runStatement(origin: Origin, { objects }: Walk): void {
  for (const effect of effectsOf(origin.statement)) {
    if (effect.action === 'create') create(resolve(objects, effect), origin, objects);
    if (effect.action === 'drop') drop(resolve(objects, effect), origin, objects);
    if (effect.action === 'rename') rename(resolve(objects, effect), origin, objects);
  }
  const settings = settingsOf(origin.statement);
  for (const target of settings) change({ ...target, action: 'alter', guard: null }, origin, objects);
}

/** One that is there already was kept by a guard or a handler, or replaced. */
function create(effect: Effect, origin: Origin, objects: Walk['objects']): void {
  if (objects.get(keyOf(effect))?.present === true) {
    if (effect.guard === 'OR REPLACE') change(effect, origin, objects);
    return;
  }
  objects.set(keyOf(effect), { effect, present: true, run: 1, added: origin, changed: null, dropped: null });
  for (const child of effect.children ?? []) create(resolve(objects, child), origin, objects);
}

function change(effect: Effect, origin: Origin, objects: Walk['objects']): void {
  const known = objects.get(keyOf(effect)) ?? { effect, present: true, run: 1, added: null, dropped: null };
  objects.set(keyOf(effect), { ...known, changed: origin });
}

function drop(effect: Effect, origin: Origin, objects: Walk['objects']): void {
  for (const [key, trace] of objects) {
    if (!trace.present || !goesWith(trace.effect, effect)) continue;
    objects.set(key, { ...trace, present: false, dropped: origin });
  }
  const known = objects.get(keyOf(effect)) ?? { effect, added: null, changed: null };
  objects.set(keyOf(effect), { ...known, present: false, run: 1, dropped: origin });
}

/** The object has another name from here on, and so has what its parts belong to. */
function rename(effect: Effect, origin: Origin, objects: Walk['objects']): void {
  const to = { schema: effect.to?.schema ?? effect.schema, name: effect.to?.name ?? null };
  for (const [key, trace] of effect.table === null ? [...objects] : []) {
    if (effect.kind === 'schema' && trace.effect.schema === effect.name) move(objects, key, trace, { schema: to.name });
    if (isPartOf(trace.effect, effect)) move(objects, key, trace, { schema: to.schema, table: to.name });
  }
  const known = objects.get(keyOf(effect)) ?? { effect, present: true, run: 1, added: null, dropped: null };
  move(objects, keyOf(effect), { ...known, changed: origin }, to);
}

function move(objects: Walk['objects'], from: string, trace: Trace, place: Partial<Effect>): void {
  const effect = { ...trace.effect, ...place };
  objects.delete(from);
  objects.set(keyOf(effect), { ...trace, effect });
}

function isPartOf(part: Effect, whole: Effect): boolean {
  return part.table !== null && part.table === whole.name && schemaOf(part) === schemaOf(whole);
}
