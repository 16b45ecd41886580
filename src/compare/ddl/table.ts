import type { Catalog, CatalogObject, ObjectKind } from '../../model/catalog.js';
import { columnDefinition } from './column.js';
import { constraint } from './constraint.js';
import { index } from './indexes.js';
import { policy } from './policy.js';
import { qualified, type Change, type Renderer } from './renderer.js';

export const table: Renderer = {
  create: createTable,
  drop: (table) => [`DROP TABLE ${qualified(table)}`],
  alter: alterTable,
};

/** What a table brings along, in the order in which it can be added. */
const PARTS: readonly (readonly [ObjectKind, Renderer])[] = [
  ['primary key', constraint],
  ['unique', constraint],
  ['check', constraint],
  ['foreign key', constraint],
  ['index', index],
  ['policy', policy],
];

function createTable(table: CatalogObject, catalog: Catalog): string[] {
  const parts = catalog.objects.filter(({ schema, parent }) => schema === table.schema && parent === table.name);
  const columns = parts.filter(({ kind }) => kind === 'column').map((column) => `\t${columnDefinition(column)}`);
  return [
    `CREATE TABLE ${qualified(table)} (\n${columns.join(',\n')}\n)`,
    ...(table.attributes['rowSecurity'] === true ? [`ALTER TABLE ${qualified(table)} ENABLE ROW LEVEL SECURITY`] : []),
    ...PARTS.flatMap(([kind, renderer]) =>
      parts.filter((part) => part.kind === kind).flatMap((part) => renderer.create(part, catalog)),
    ),
  ];
}

function alterTable({ expected, differing }: Change): string[] | null {
  const { rowSecurity, forceRowSecurity, persistence } = expected.attributes;
  const actions: Readonly<Record<string, string>> = {
    rowSecurity: `${rowSecurity === true ? 'ENABLE' : 'DISABLE'} ROW LEVEL SECURITY`,
    forceRowSecurity: `${forceRowSecurity === true ? '' : 'NO '}FORCE ROW LEVEL SECURITY`,
    persistence: `SET ${persistence === 'unlogged' ? 'UNLOGGED' : 'LOGGED'}`,
  };
  const wanted = [...differing].map((attribute) => actions[attribute]);
  return wanted.includes(undefined) ? null : wanted.map((action) => `ALTER TABLE ${qualified(expected)} ${action}`);
}
