/** Two states of one database → the tables that changed, as far as a picture shows them. Pure. */
import type { Catalog, CatalogObject } from '../model/catalog.js';
import type { ColumnChange, TableChange } from '../model/verdict.js';
import { compareCatalogs } from './compare-catalogs.js';

/** Every table of which anything differs (also an index, a policy), by name; both catalogs without Drizzle's own. */
export function changedTables(before: Catalog, after: Catalog): TableChange[] {
  const touched = new Set(
    compareCatalogs(before, after, 'all').flatMap(({ expected, actual }) =>
      [expected, actual].flatMap((object) => (object === null ? [] : (tableOf(object) ?? []))),
    ),
  );
  const left = tablesOf(before);
  const right = tablesOf(after);
  return [...touched]
    .filter((name) => left.has(name) || right.has(name))
    .sort()
    .map((name) => describeTable(name, left.get(name) ?? null, right.get(name) ?? null));
}

/** A table with its parts. */
type Parts = readonly CatalogObject[];

function tablesOf(catalog: Catalog): Map<string, Parts> {
  const tables = new Map(
    catalog.objects.flatMap((object): [string, CatalogObject[]][] => {
      return object.kind === 'table' ? [[`${object.schema}.${object.name}`, []]] : [];
    }),
  );
  for (const object of catalog.objects) tables.get(tableOf(object) ?? '')?.push(object);
  return tables;
}

function tableOf({ kind, schema, parent, name }: CatalogObject): string | null {
  const table = kind === 'table' ? name : parent;
  return table === null ? null : `${schema}.${table}`;
}

function describeTable(table: string, left: Parts | null, right: Parts | null): TableChange {
  const change = left === null ? 'added' : right === null ? 'removed' : 'changed';
  const [before, after] = [columnsOf(left ?? []), columnsOf(right ?? [])];
  const names = [...new Set([...after.keys(), ...before.keys()])];
  return {
    table,
    change,
    columns: names.flatMap((name) => describeColumn(name, before.get(name), after.get(name)) ?? []),
    references: [...new Set((right ?? left ?? []).flatMap(referenceOf))].sort(),
  };
}

interface Column {
  readonly type: string;
  readonly key: ColumnChange['key'];
  readonly definition: string;
}

function columnsOf(parts: Parts): Map<string, Column> {
  const primary = keyColumns(parts, 'primary key');
  const foreign = keyColumns(parts, 'foreign key');
  return new Map(
    parts
      .filter(({ kind }) => kind === 'column')
      .map(({ name, attributes }) => {
        const key = primary.has(name) ? 'primary' : foreign.has(name) ? 'foreign' : null;
        return [name, { type: String(attributes['type']), key, definition: JSON.stringify(attributes) }];
      }),
  );
}

function keyColumns(parts: Parts, kind: CatalogObject['kind']): ReadonlySet<string> {
  const columns = parts.filter((part) => part.kind === kind).map(({ attributes }) => attributes['columns']);
  return new Set(columns.flatMap((names) => (typeof names === 'object' && names !== null ? names : [])));
}

function describeColumn(name: string, left: Column | undefined, right: Column | undefined): ColumnChange | null {
  const column = right ?? left;
  if (column === undefined) return null;
  const change =
    left === undefined ? 'added' : right === undefined ? 'removed' : isSame(left, right) ? null : 'changed';
  return { name, type: column.type, key: column.key, change };
}

function isSame(left: Column, right: Column): boolean {
  return left.definition === right.definition && left.key === right.key;
}

/** Postgres prints the name with its schema, each part quoted where it must be. */
function referenceOf({ kind, attributes }: CatalogObject): string[] {
  const { references } = attributes;
  return kind === 'foreign key' && typeof references === 'string' ? [references.replaceAll('"', '')] : [];
}
