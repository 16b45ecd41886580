/** Where the schema files declare an object. */
import { expect, test } from '@jest/globals';
import { findDeclaration } from '../../../src/checks/drift/declaration.js';
import type { ObjectKind } from '../../../src/model/catalog.js';

const declared = (kind: ObjectKind, name: string, parent: string | null, ...texts: readonly string[]) => {
  const sources = texts.map((text, position) => ({ path: `schema${position}.ts`, text }));
  const found = findDeclaration({ kind, schema: 'public', parent, name, attributes: {} }, sources);
  return found && `${found.source.path} ${found.text}`;
};

test.each<[string, ObjectKind, string, string]>([
  ['a table', 'table', 'orders', "pgTable('orders'"],
  ['a table of a schema', 'table', 'orders', "billing.table('orders'"],
  ['a table of a wrapper', 'table', 'orders', 'createTable("orders"'],
  ['a name that starts another one', 'table', 'orders', 'pgTable(`orders`'],
  ['a type argument', 'table', 'orders', "createTable<Orders>('orders'"],
  ['an enum', 'enum', 'state', "pgEnum('state'"],
  ['a sequence', 'sequence', 'numbers', "pgSequence('numbers'"],
  ['a view', 'view', 'paid_orders', "pgView('paid_orders'"],
  ['a materialized view', 'materialized view', 'totals', "pgMaterializedView('totals'"],
  ['a role', 'role', 'clerk', "pgRole('clerk'"],
  ['a schema', 'schema', 'billing', "pgSchema('billing'"],
])('%s is found', (_, kind, name, call) => {
  const others = `pgTable('orders_archive', {}); text('${name}'); relations(orders, {});`;
  expect(declared(kind, name, null, others, `export const it = ${call}, {});`)).toBe(`schema1.ts ${call}, …)`);
});

test('a call of the name alone is told whole', () => {
  expect(declared('schema', 'billing', null, "pgSchema('billing')")).toBe("schema0.ts pgSchema('billing')");
});

test('a part is found by its table, over two lines', () => {
  expect(declared('column', 'total', 'orders', "pgTable(\n  'orders',\n  {})")).toBe("schema0.ts pgTable('orders', …)");
});

test.each<[string, ...string[]]>([
  ['the name is computed', 'pgTable(`${prefix}orders`, {})'],
  ['another kind has the name', "pgEnum('orders', [])"],
  ['two schemas have it', "pgTable('orders', {})", "billing.table('orders', {})"],
])('nothing is said where %s', (_, ...texts) => {
  expect(declared('table', 'orders', null, ...texts)).toBeNull();
});
