/** What is known of a database's objects while statements are followed on paper. */
import { defaultName } from '../effects/constraint.js';
import type { Effect, EffectKind } from '../effects/effect.js';

export interface Entry {
  /** What created it last, or the effect that first named it. */
  readonly effect: Effect;
  readonly present: boolean;
  /** In which run it came into being or went: 1 or 2. */
  readonly run: number;
}

/** Objects that the statements have named, by identity. Of all others nothing is known. */
export type SchemaState = Map<string, Entry>;

/** Names are unique within a namespace: a view and a table cannot share one, a column and a table can. */
export function namespaceOf(kind: EffectKind): string {
  return NAMESPACES[kind] ?? kind;
}

const NAMESPACES: Readonly<Partial<Record<EffectKind, string>>> = {
  table: 'relation',
  'foreign table': 'relation',
  view: 'relation',
  'materialized view': 'relation',
  index: 'relation',
  sequence: 'relation',
  type: 'type',
  enum: 'type',
  domain: 'type',
  'primary key': 'constraint',
  unique: 'constraint',
  'foreign key': 'constraint',
  check: 'constraint',
  exclusion: 'constraint',
  function: 'routine',
  procedure: 'routine',
  aggregate: 'routine',
  attribute: 'column',
};

/** Identity of what an effect is about. A schema that is not named is taken for `public`. */
export function keyOf(effect: Pick<Effect, 'kind' | 'schema' | 'table' | 'name'>): string {
  // An index is named apart from its table, though it goes with it.
  const table = effect.kind === 'index' ? null : effect.table;
  // No name holds NUL.
  return [namespaceOf(effect.kind), schemaOf(effect), table, effect.name].join('\0');
}

export function schemaOf({ schema }: { readonly schema: string | null }): string {
  return schema ?? 'public';
}

/** The effect with the name that PostgreSQL would choose where it has none, or the only function that it can mean. */
export function resolve(state: SchemaState, effect: Effect): Effect {
  if (effect.name === null) return effect.kind === 'row' ? effect : { ...effect, name: defaultName(effect) };
  if (namespaceOf(effect.kind) !== 'routine' || effect.name.includes('(')) return effect;
  const meant = [...state.values()].find(
    ({ effect: { kind, name }, present }) =>
      present && namespaceOf(kind) === 'routine' && name?.startsWith(`${effect.name}(`) === true,
  );
  return meant === undefined ? effect : { ...effect, name: meant.effect.name };
}

/** Carries out an effect; guards are the caller's concern. */
export function apply(state: SchemaState, unnamed: Effect, run: number): void {
  const effect = resolve(state, unnamed);
  if (effect.action === 'create') create(state, effect, run);
  if (effect.action === 'drop') drop(state, effect, run);
  if (effect.action === 'rename' && effect.to) rename(state, effect, run);
  if (effect.action === 'alter' && effect.kind === 'column' && effect.type) {
    state.set(keyOf(effect), { effect, present: true, run });
  }
}

function create(state: SchemaState, effect: Effect, run: number): void {
  state.set(keyOf(effect), { effect, present: true, run });
  for (const child of effect.children ?? []) apply(state, child, run);
}

function drop(state: SchemaState, effect: Effect, run: number): void {
  for (const [key, entry] of state) {
    if (goesWith(entry.effect, effect)) state.set(key, { ...entry, present: false, run });
  }
  state.set(keyOf(effect), { effect: state.get(keyOf(effect))?.effect ?? effect, present: false, run });
}

/** Whether an object goes when another one is dropped: parts of a table, what hangs on a column, all of a schema. */
export function goesWith(part: Effect, dropped: Effect): boolean {
  if (dropped.kind === 'schema') return part.schema === dropped.name;
  const sameTable = part.table !== null && schemaOf(part) === schemaOf(dropped);
  if (namespaceOf(dropped.kind) === 'relation') {
    return (sameTable && part.table === dropped.name) || (dropped.cascade === true && pointsTo(part, dropped));
  }
  if (dropped.kind !== 'column') return false;
  return sameTable && part.table === dropped.table && (part.columns ?? []).includes(dropped.name ?? '');
}

/** A foreign key of another table to this one. */
export function pointsTo(part: Effect, table: Effect): boolean {
  if (part.references === undefined || part.table === table.name) return false;
  return part.references.name === table.name && schemaOf(part.references) === schemaOf(table);
}

function rename(state: SchemaState, effect: Effect, run: number): void {
  const to = { schema: effect.to?.schema ?? effect.schema, name: effect.to?.name ?? null };
  const moved = { ...(state.get(keyOf(effect))?.effect ?? effect), ...to };
  for (const [key, { effect: part, present }] of state) {
    if (!present || effect.table !== null || !goesWith(part, { ...effect, cascade: false })) continue;
    const own = { ...part, schema: to.schema, table: to.name };
    state.set(key, { effect: part, present: false, run });
    state.set(keyOf(own), { effect: own, present: true, run });
  }
  state.set(keyOf(effect), { effect, present: false, run });
  state.set(keyOf(moved), { effect: moved, present: true, run });
}
