/** The flat list of entities that snapshots of version 8 and 9 are. */
import type { PossibleRename } from '../../../model/project.js';
import type { State } from './open-kit.js';
import { findRenames } from './renames.js';

interface Entity {
  readonly entityType: string;
  readonly schema?: string;
  readonly table?: string;
  readonly name: string;
}

const COUNTED = new Set(['tables', 'views', 'enums']);

export function countEntities(state: State): number {
  return entitiesOf(state).filter(({ entityType }) => COUNTED.has(entityType)).length;
}

/** Kinds that drizzle-kit resolves by asking, in its words, with the type of their entities. */
const ENTITY_TYPES: Readonly<Record<string, string>> = {
  schema: 'schemas',
  role: 'roles',
  enum: 'enums',
  sequence: 'sequences',
  table: 'tables',
  view: 'views',
  column: 'columns',
  primary_key: 'pks',
  'foreign key': 'fks',
  unique: 'uniques',
  check: 'checks',
  index: 'indexes',
  policy: 'policies',
};

/** What is new in a container (a schema, a table), each with what is gone from the same container. */
export function renamesIn(kind: string, container: readonly string[], before: State, after: State): PossibleRename[] {
  const named = (state: State) => namedIn(state, ENTITY_TYPES[kind] ?? kind, container);
  return findRenames(kind, named(before), named(after)).map(({ from, to }) => ({
    kind,
    from: [...container, from].join('.'),
    to: [...container, to].join('.'),
  }));
}

/** All that could be a rename anywhere. */
export function listRenames(before: State, after: State): PossibleRename[] {
  const containers = new Map(entitiesOf(after).map((entity) => [containerOf(entity).join('.'), containerOf(entity)]));
  return Object.keys(ENTITY_TYPES).flatMap((kind) =>
    [...containers.values()].flatMap((container) => renamesIn(kind, container, before, after)),
  );
}

/** Everything of `after`, and what only `before` has. */
export function uniteEntities(before: State, after: State): State {
  const keys = new Set(entitiesOf(after).map(keyOf));
  return { ...after, ddl: [...entitiesOf(after), ...entitiesOf(before).filter((entity) => !keys.has(keyOf(entity)))] };
}

function namedIn(state: State, type: string, container: readonly string[]): Record<string, unknown> {
  const inside = entitiesOf(state).filter(
    (entity) => entity.entityType === type && containerOf(entity).join('.') === container.join('.'),
  );
  return Object.fromEntries(inside.map((entity) => [entity.name, withColumns(entity, state)]));
}

/** A table is compared by its columns, which stand beside it in the list. */
function withColumns(entity: Entity, state: State): unknown {
  if (entity.entityType !== 'tables') return entity;
  const columns = entitiesOf(state).filter(
    ({ entityType, schema, table }) => entityType === 'columns' && schema === entity.schema && table === entity.name,
  );
  return { columns: Object.fromEntries(columns.map(({ table: _table, ...column }) => [column.name, column])) };
}

function containerOf({ schema, table }: Entity): string[] {
  return [schema, table].filter((part) => part !== undefined);
}

function keyOf(entity: Entity): string {
  return JSON.stringify([entity.entityType, ...containerOf(entity), entity.name]);
}

function entitiesOf(state: State): readonly Entity[] {
  return state['ddl'] as readonly Entity[];
}
