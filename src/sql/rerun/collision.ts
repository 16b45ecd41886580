/** Why a statement cannot be run a second time. */
import type { Condition, Handler, Statement } from '../../model/sql.js';
import type { Effect } from '../effects/effect.js';
import { keyOf, namespaceOf, pointsTo, resolve, schemaOf, type SchemaState } from './state.js';

/**
 * `exists`: what it creates is there. `twin`: PostgreSQL chooses another name and makes a second one. `missing`: what it
 * drops, renames or needs is gone. `depended`: what it drops is in use by what the first run left. `other kind`: what has
 * the name is another kind of relation now. `repeats`: it succeeds and changes rows again.
 */
export type Obstacle = 'exists' | 'twin' | 'missing' | 'depended' | 'other kind' | 'repeats';

export interface Collision {
  /** The statement that collides: inside a DO block not the block but what it runs. */
  readonly statement: Statement;
  readonly effect: Effect;
  readonly obstacle: Obstacle;
  /** What the server answers; null where it raises nothing. */
  readonly sqlstate: string | null;
  /** Conditions and handlers around the statement that did not keep it from colliding, outermost first. */
  readonly around: readonly (Condition | readonly Handler[])[];
}

/** What stands in an effect's way in this state; null: nothing, or nothing that is known. */
export function obstacleTo(state: SchemaState, effect: Effect): Obstacle | null {
  return OBSTACLES[effect.action](state, resolve(state, effect), effect.name === null);
}

type Look = (state: SchemaState, effect: Effect, isUnnamed: boolean) => Obstacle | null;

const OBSTACLES: Readonly<Record<Effect['action'], Look>> = {
  create: (state, effect, isUnnamed) => {
    if (!isPresent(state, effect)) return null;
    return isUnnamed && effect.kind !== 'primary key' ? 'twin' : 'exists';
  },
  drop: (state, effect) => {
    if (isDependedOn(state, effect)) return 'depended';
    if (isOtherKind(state, effect)) return 'other kind';
    return isMissing(state, effect) ? 'missing' : null;
  },
  rename: (state, effect) => {
    if (isMissing(state, effect)) return 'missing';
    return effect.to !== undefined && isPresent(state, { ...effect, ...effect.to }) ? 'exists' : null;
  },
  alter: (state, effect) => (isMissing(state, effect) ? 'missing' : null),
  insert: (state, effect) => (isNewTable(state, effect) ? null : 'repeats'),
  change: (state, effect) => (repeats(state, effect) ? 'repeats' : null),
};

function isPresent(state: SchemaState, effect: Effect): boolean {
  if (effect.kind !== 'primary key') return state.get(keyOf(effect))?.present === true;
  // A table has one primary key, whatever its name (42P16).
  return [...state.values()].some(
    ({ effect: other, present }) =>
      present && other.kind === 'primary key' && other.table === effect.table && schemaOf(other) === schemaOf(effect),
  );
}

function isAbsent(state: SchemaState, effect: Effect): boolean {
  return effect.name !== null && state.get(keyOf(effect))?.present === false;
}

function isMissing(state: SchemaState, effect: Effect): boolean {
  return isAbsent(state, effect) || isTableAbsent(state, effect);
}

function isTableAbsent(state: SchemaState, effect: Effect): boolean {
  if (effect.table === null || effect.kind === 'enum value') return false;
  return isAbsent(state, { ...effect, kind: 'table', table: null, name: effect.table });
}

/** Created as a view, say, and dropped as a table (42809), which no IF EXISTS forgives. */
function isOtherKind(state: SchemaState, effect: Effect): boolean {
  const entry = state.get(keyOf(effect));
  if (entry?.present !== true || entry.effect.action !== 'create') return false;
  return namespaceOf(effect.kind) === 'relation' && entry.effect.kind !== effect.kind;
}

function isDependedOn(state: SchemaState, effect: Effect): boolean {
  // The index of a constraint goes with the constraint alone, CASCADE or not.
  if (effect.cascade === true && effect.kind !== 'index') return false;
  return [...state.values()].some(({ effect: other, present }) => {
    if (!present) return false;
    if (effect.kind === 'index') return INDEXED.has(other.kind) && other.name === effect.name;
    if (effect.kind === 'table') return pointsTo(other, effect);
    if (effect.kind === 'column') return other.kind === 'trigger' && isColumnOf(effect, other);
    if (namespaceOf(effect.kind) !== 'type' || other.type === undefined) return false;
    return other.type.name === effect.name && schemaOf(other.type) === schemaOf(effect);
  });
}

/** UPDATE OF names the column. */
function isColumnOf(column: Effect, { schema, table, columns = [] }: Effect): boolean {
  return table === column.table && schemaOf({ schema }) === schemaOf(column) && columns.includes(column.name ?? '');
}

/** Constraints that stand on an index of their own, which has their name. */
const INDEXED: ReadonlySet<Effect['kind']> = new Set(['primary key', 'unique', 'exclusion']);

/** Made or emptied by the second run itself, so that no row of the first one is in it. */
function isNewTable(state: SchemaState, effect: Effect): boolean {
  const rows = state.get(keyOf({ ...effect, kind: 'row', name: null }));
  if (rows?.run === 2 && !rows.present) return true;
  const table = state.get(keyOf({ ...effect, kind: 'table', table: null, name: effect.table }));
  return table?.run === 2 && table.present;
}

function repeats(state: SchemaState, effect: Effect): boolean {
  if (effect.kind !== 'column') return !isNewTable(state, effect);
  const column = state.get(keyOf(effect))?.effect;
  // Another type in between means that the second run starts from the same type as the first.
  return column?.type === undefined || column.type.name === effect.type?.name;
}

/** SQLSTATE of PostgreSQL's answer (errcodes.txt); null where it raises nothing. */
export function sqlstateOf(effect: Effect, obstacle: Obstacle): string | null {
  if (obstacle === 'depended') return '2BP01';
  if (obstacle === 'other kind') return '42809';
  if (obstacle === 'missing') return missingState(effect);
  if (obstacle !== 'exists') return null;
  return EXISTS[effect.kind] ?? (namespaceOf(effect.kind) === 'relation' ? '42P07' : '42710');
}

/** Only DROP has a word of its own for an index; ALTER looks for any relation. */
function missingState(effect: Effect): string {
  if (effect.kind === 'index' && effect.action !== 'drop') return '42P01';
  return MISSING[effect.kind] ?? '42704';
}

const EXISTS: Readonly<Partial<Record<Effect['kind'], string>>> = {
  column: '42701',
  attribute: '42701',
  schema: '42P06',
  function: '42723',
  procedure: '42723',
  aggregate: '42723',
  'primary key': '42P16',
  // Their index has the same name, and is made first.
  unique: '42P07',
  exclusion: '42P07',
  identity: '55000',
  partition: '42809',
  child: '42P07',
};

const MISSING: Readonly<Partial<Record<Effect['kind'], string>>> = {
  table: '42P01',
  'foreign table': '42P01',
  view: '42P01',
  'materialized view': '42P01',
  sequence: '42P01',
  row: '42P01',
  column: '42703',
  attribute: '42703',
  schema: '3F000',
  function: '42883',
  procedure: '42883',
  aggregate: '42883',
  partition: '42P01',
  child: '42P01',
  identity: '55000',
  'generated expression': '55000',
  'enum value': '22023',
};
