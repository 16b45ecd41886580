/** Single changes to a snapshot of version 7, as a wrong merge or a hand would make them. */
import type { CatalogObject } from '../../src/model/catalog.js';
import { nameOf } from '../../src/model/catalog.js';
import type { Change, Schema } from './change.js';

type Json = Record<string, unknown>;

/** Changes the state in place, and says what differs then; null: there is nothing to change so. */
export interface SnapshotChange {
  readonly kind: string;
  readonly apply: (state: Json, schema: Schema) => Omit<Change, 'sql'> | null;
}

const typeOf = ({ attributes }: CatalogObject): string => String(attributes['type']);

/** Something of the first free column that fits. */
function onColumn(
  kind: string,
  fits: (column: CatalogObject, own: Json) => boolean,
  set: (own: Json) => void,
): SnapshotChange {
  return {
    kind,
    apply: (state, { freeColumns }) => {
      for (const column of freeColumns) {
        const own = columnsIn(state, column)[column.name] as Json | undefined;
        if (own === undefined || !fits(column, own)) continue;
        set(own);
        return { object: nameOf(column), change: 'changed' };
      }
      return null;
    },
  };
}

/** The first entry of a list of a table's parts (`indexes`, `foreignKeys` …). */
function onPart(
  kind: string,
  place: string,
  of: CatalogObject['kind'],
  change: Change['change'],
  set: (part: Json, parts: Json, key: string) => boolean,
): SnapshotChange {
  return {
    kind,
    apply: (state) => {
      for (const table of Object.values(tablesIn(state))) {
        const parts = (table[place] ?? {}) as Record<string, Json>;
        for (const [key, part] of Object.entries(parts)) {
          if (!set(part, parts, key)) continue;
          return { object: nameOf({ kind: of, ...placeOf(table), name: cut(String(part['name'])) }), change };
        }
      }
      return null;
    },
  };
}

/** A new entry of such a list, in the first table. */
function newPart(
  kind: string,
  place: string,
  of: CatalogObject['kind'],
  make: (column: string) => Json,
): SnapshotChange {
  return {
    kind,
    apply: (state, { freeColumns }) => {
      for (const column of freeColumns) {
        const table = Object.values(tablesIn(state)).find((each) => isOf(each, column));
        if (table === undefined) continue;
        table[place] = { ...(table[place] as Json), mutant: { name: 'mutant', ...make(column.name) } };
        return { object: nameOf({ kind: of, ...placeOf(table), name: 'mutant' }), change: 'missing' };
      }
      return null;
    },
  };
}

export const SNAPSHOT_CHANGES: readonly SnapshotChange[] = [
  {
    kind: 'table added',
    apply: (state) => {
      const columns = { id: { name: 'id', type: 'integer', primaryKey: true, notNull: true } };
      const parts = {
        indexes: {},
        foreignKeys: {},
        compositePrimaryKeys: {},
        uniqueConstraints: {},
        policies: {},
        checkConstraints: {},
      };
      tablesIn(state)['public.mutant'] = { name: 'mutant', schema: '', columns, ...parts, isRLSEnabled: false };
      return { object: 'table public.mutant', change: 'missing' };
    },
  },
  {
    kind: 'table removed',
    apply: (state, { of }) => {
      const referenced = new Set(
        of('foreign key').map(({ attributes }) =>
          String(attributes['references']).replaceAll('"', '').split('.').at(-1),
        ),
      );
      const texts = JSON.stringify([...of('view'), ...of('materialized view'), ...of('policy')]);
      const found = Object.entries(tablesIn(state)).find(
        ([, { name }]) => !referenced.has(String(name)) && !texts.includes(String(name)),
      );
      if (found === undefined) return null;
      delete tablesIn(state)[found[0]];
      const { schema, parent } = placeOf(found[1]);
      return { object: `table ${schema}.${parent}`, change: 'extra' };
    },
  },
  {
    kind: 'column added',
    apply: (state, { freeColumns: [column] }) => {
      if (column === undefined) return null;
      columnsIn(state, column)['mutant'] = { name: 'mutant', type: 'text', primaryKey: false, notNull: false };
      return { object: nameOf({ ...column, name: 'mutant' }), change: 'missing' };
    },
  },
  {
    kind: 'column removed',
    apply: (state, { freeColumns }) => {
      const column = freeColumns.find((each) => each.name in columnsIn(state, each));
      if (column === undefined) return null;
      delete columnsIn(state, column)[column.name];
      return { object: nameOf(column), change: 'extra' };
    },
  },
  onColumn(
    'type',
    (column) => typeOf(column) === 'text',
    (own) => (own['type'] = 'varchar(77)'),
  ),
  onColumn(
    'nullability',
    (_, own) => own['primaryKey'] === false,
    (own) => (own['notNull'] = own['notNull'] !== true),
  ),
  onColumn(
    'default',
    (column, own) => typeOf(column) === 'text' && !('default' in own),
    (own) => (own['default'] = "'mutant'"),
  ),
  onColumn(
    'default removed',
    (_, own) => 'default' in own && own['primaryKey'] === false,
    (own) => delete own['default'],
  ),
  onPart('foreign key removed', 'foreignKeys', 'foreign key', 'extra', (_, parts, key) => delete parts[key]),
  onPart('foreign key: onDelete', 'foreignKeys', 'foreign key', 'changed', (key) => {
    key['onDelete'] = key['onDelete'] === 'restrict' ? 'cascade' : 'restrict';
    return true;
  }),
  onPart('index removed', 'indexes', 'index', 'extra', (_, parts, key) => delete parts[key]),
  onPart('index: unique', 'indexes', 'index', 'changed', (index) => {
    index['isUnique'] = index['isUnique'] !== true;
    return index['method'] === 'btree';
  }),
  onPart('index: order', 'indexes', 'index', 'changed', (index) => {
    const [first] = index['columns'] as Json[];
    if (first === undefined || first['isExpression'] === true || index['method'] !== 'btree') return false;
    first['asc'] = first['asc'] !== true;
    return true;
  }),
  onPart('index: predicate', 'indexes', 'index', 'changed', (index) => {
    if (index['method'] !== 'btree' || 'where' in index) return false;
    index['where'] = '1 = 1';
    return true;
  }),
  newPart('index added', 'indexes', 'index', (column) => ({
    columns: [{ expression: column, isExpression: false, asc: true, nulls: 'last' }],
    isUnique: false,
    concurrently: false,
    method: 'btree',
    with: {},
  })),
  onPart('unique removed', 'uniqueConstraints', 'unique', 'extra', (_, parts, key) => delete parts[key]),
  onPart('unique: NULLS NOT DISTINCT', 'uniqueConstraints', 'unique', 'changed', (unique) => {
    unique['nullsNotDistinct'] = unique['nullsNotDistinct'] !== true;
    return true;
  }),
  newPart('unique added', 'uniqueConstraints', 'unique', (column) => ({ columns: [column], nullsNotDistinct: false })),
  newPart('check added', 'checkConstraints', 'check', (column) => ({ value: `"${column}" is not null` })),
  onPart('check: expression', 'checkConstraints', 'check', 'changed', (check) => {
    check['value'] = `1 = 1 and (${String(check['value'])})`;
    return true;
  }),
  onPart(
    'composite primary key removed',
    'compositePrimaryKeys',
    'primary key',
    'extra',
    (_, parts, key) => delete parts[key],
  ),
  onPart('policy removed', 'policies', 'policy', 'extra', (_, parts, key) => delete parts[key]),
  {
    kind: 'enum value added',
    apply: (state) => onEnum(state, (values) => [...values, 'mutant']),
  },
  {
    kind: 'enum: order of values',
    apply: (state) => onEnum(state, (values) => values.toReversed()),
  },
  {
    kind: 'enum added',
    apply: (state) => {
      (state['enums'] as Json)['public.mutant'] = { name: 'mutant', schema: 'public', values: ['one'] };
      return { object: 'enum public.mutant', change: 'missing' };
    },
  },
  {
    kind: 'schema added',
    apply: (state) => {
      (state['schemas'] as Json)['mutant'] = 'mutant';
      return { object: 'schema mutant', change: 'missing' };
    },
  },
];

function onEnum(state: Json, change: (values: readonly string[]) => readonly string[]): Omit<Change, 'sql'> | null {
  const found = Object.values(
    state['enums'] as Record<string, { name: string; schema: string; values: readonly string[] }>,
  ).find(({ values }) => values.length > 1);
  if (found === undefined) return null;
  found.values = change(found.values);
  return { object: `enum ${found.schema}.${found.name}`, change: 'changed' };
}

function tablesIn(state: Json): Record<string, Json> {
  return state['tables'] as Record<string, Json>;
}

function columnsIn(state: Json, column: CatalogObject): Json {
  const table = Object.values(tablesIn(state)).find((each) => isOf(each, column));
  return (table?.['columns'] ?? {}) as Json;
}

function isOf(table: Json, { schema, parent }: CatalogObject): boolean {
  const place = placeOf(table);
  return place.schema === schema && place.parent === parent;
}

function placeOf({ schema, name }: Json): { schema: string; parent: string } {
  return { schema: String(schema) || 'public', parent: String(name) };
}

/** PostgreSQL cuts names at 63 bytes. */
function cut(name: string): string {
  return Buffer.from(name).subarray(0, 63).toString();
}
