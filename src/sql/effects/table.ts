/** CREATE TABLE and the columns in it. */
import type { TreeNode } from '../../model/sql.js';
import { relationName, typeName, type QualifiedName } from '../names.js';
import { childOf, isSet, listOf, nodeOf, textOf, unwrap } from '../tree.js';
import { toConstraint } from './constraint.js';
import type { Effect } from './effect.js';

/** The table of a CreateStmt (also the base of CREATE FOREIGN TABLE), its columns and constraints as children. */
export function createTable(node: TreeNode, kind: 'table' | 'foreign table' = 'table'): Effect[] {
  const relation = childOf(node, 'relation');
  const table = relationName(relation);
  const temporary = textOf(relation, 'relpersistence') === 't';
  const guard = isSet(node, 'if_not_exists') ? 'IF NOT EXISTS' : null;
  const children = listOf(node, 'tableElts').flatMap((element) => createElement(element, table));
  return [{ action: 'create', kind, ...table, table: null, guard, temporary, children }];
}

function createElement(element: unknown, table: QualifiedName): Effect[] {
  const [type, node] = unwrap(element);
  if (type === 'ColumnDef') return [createColumn(node, table, null)];
  if (type !== 'Constraint') return [];
  const constraint = toConstraint(node, table, null);
  return constraint === null ? [] : [constraint];
}

/** The column of a ColumnDef, its own constraints as children. */
export function createColumn(node: TreeNode, table: QualifiedName, guard: string | null): Effect {
  const name = textOf(node, 'colname');
  const children = listOf(node, 'constraints').flatMap(
    (constraint) => toConstraint(nodeOf(constraint, 'Constraint'), table, name) ?? [],
  );
  const type = typeName(childOf(node, 'typeName'));
  return { action: 'create', kind: 'column', schema: table.schema, table: table.name, name, guard, type, children };
}
