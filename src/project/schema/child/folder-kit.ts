/** drizzle-kit 1.0 through `drizzle-kit/api-postgres`. */
import { readFileSync } from 'node:fs';
import type { PossibleRename } from '../../../model/project.js';
import type { Comparison, OpenKit, State } from './open-kit.js';
import { findRenames } from './renames.js';

interface Api {
  generateDrizzleJson(values: object): Promise<State>;
  generateMigration(before: State, after: State, options?: { hints: object[] }): Promise<string[]>;
  reconstruct(files: Readonly<Record<string, unknown>>, id: string): Promise<State>;
}

/** A row of the flat list that version 8 and 9 snapshots are. */
interface Entity {
  readonly entityType: string;
  readonly schema?: string;
  readonly table?: string;
  readonly name: string;
}

/** A question of drizzle-kit, as its `MissingHintsError` lists them. */
interface MissingHint {
  readonly type: 'rename_or_create' | 'confirm_data_loss';
  readonly kind: string;
  readonly entity: readonly string[];
}

const COUNTED = new Set(['tables', 'views', 'enums']);

export function openFolderKit(module: unknown): OpenKit {
  const api = module as Api;
  return {
    readSnapshot: async ({ path, version, id, ancestors }) => {
      if (version !== '9') return readJson(path);
      const files = Object.entries(ancestors).map(([folder, file]) => [folder, readJson(file)]);
      return api.reconstruct(Object.fromEntries(files), id);
    },
    declare: async (values) => api.generateDrizzleJson(values),
    build: async (state) => api.generateMigration(await api.generateDrizzleJson({}), state),
    compare: (before, after) => compare(api, before, after),
    count: (state) => entitiesOf(state).filter(({ entityType }) => COUNTED.has(entityType)).length,
  };
}

/** drizzle-kit names its questions one round after the other. Each is answered as no rename, and noted. */
async function compare(api: Api, before: State, after: State): Promise<Comparison> {
  const hints: object[] = [];
  const asked: MissingHint[] = [];
  for (;;) {
    try {
      const statements = await api.generateMigration(before, after, { hints });
      return { statements, possibleRenames: asked.flatMap((hint) => toRename(hint, before, after)) };
    } catch (error) {
      const missing = missingHintsOf(error);
      asked.push(...missing.filter(({ type }) => type === 'rename_or_create'));
      hints.push(
        ...missing.map(({ type, kind, entity }) => ({
          type: type === 'rename_or_create' ? 'create' : type,
          kind,
          entity,
        })),
      );
    }
  }
}

function missingHintsOf(error: unknown): readonly MissingHint[] {
  const { code, missingHints } = error as { code?: string; missingHints?: readonly MissingHint[] };
  if (code !== 'missing_hints' || !missingHints?.length) throw error;
  return missingHints;
}

/** The question names what is new; what is gone is looked up beside it. */
function toRename({ kind, entity }: MissingHint, before: State, after: State): PossibleRename[] {
  const container = entity.slice(0, -1);
  return findRenames(kind, siblings(before, kind, container), siblings(after, kind, container))
    .filter(({ to }) => to === entity.at(-1))
    .map(({ from, to }) => ({ kind, from: [...container, from].join('.'), to: [...container, to].join('.') }));
}

const ENTITY_TYPES: Readonly<Record<string, string>> = {
  policy: 'policies',
  index: 'indexes',
  primary_key: 'pks',
  'foreign key': 'fks',
};

function siblings(state: State, kind: string, container: readonly string[]): Record<string, unknown> {
  const entityType = ENTITY_TYPES[kind] ?? `${kind}s`;
  const inside = entitiesOf(state).filter(
    (entity) => entity.entityType === entityType && pathOf(entity).slice(0, -1).join('.') === container.join('.'),
  );
  return Object.fromEntries(inside.map((entity) => [entity.name, withColumns(entity, state)]));
}

/** A table is compared by its columns, which stand beside it in the list. */
function withColumns(entity: Entity, state: State): unknown {
  if (entity.entityType !== 'tables') return entity;
  const columns = entitiesOf(state).filter(({ entityType, schema, table }) => {
    return entityType === 'columns' && schema === entity.schema && table === entity.name;
  });
  return { columns: Object.fromEntries(columns.map(({ table: _table, ...column }) => [column.name, column])) };
}

function pathOf({ schema, table, name }: Entity): string[] {
  return [schema, table, name].filter((part) => part !== undefined);
}

function entitiesOf(state: State): readonly Entity[] {
  return state['ddl'] as readonly Entity[];
}

function readJson(file: string): State {
  return JSON.parse(readFileSync(file, 'utf8')) as State;
}
