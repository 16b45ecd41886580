/** Which tables a statement can change at most, where its tree says so: a catalog of those is read in a fraction of the time. */
import type { Statement } from '../../model/sql.js';
import { relationName } from '../../sql/names.js';
import { childOf, listOf, nodeOf, textOf } from '../../sql/tree.js';

/**
 * Commands of ALTER TABLE that reach no further than the table, what belongs to it, and the tables that inherit from it. Not
 * those that rename, move or drop: definitions of other objects name what they change.
 */
const CONFINED: ReadonlySet<string> = new Set([
  'AT_ColumnDefault',
  'AT_SetNotNull',
  'AT_DropNotNull',
  'AT_AlterColumnType',
  'AT_AddConstraint',
  'AT_ValidateConstraint',
  'AT_DropConstraint',
  'AT_EnableRowSecurity',
  'AT_DisableRowSecurity',
  'AT_ForceRowSecurity',
  'AT_NoForceRowSecurity',
]);

/** Names without schema of all tables that the statements can change, those that inherit left out; null: it cannot be told. */
export function touchedTables(statements: readonly Statement[]): readonly string[] | null {
  const names = statements.map(touchedTable);
  return names.includes(null) ? null : [...new Set(names as string[])];
}

function touchedTable({ type, node }: Statement): string | null {
  if (type === 'CreatePolicyStmt' || type === 'AlterPolicyStmt') return relationName(childOf(node, 'table')).name;
  const isTable = type === 'AlterTableStmt' && textOf(node, 'objtype') === 'OBJECT_TABLE';
  return isTable && listOf(node, 'cmds').every(isConfined) ? relationName(childOf(node, 'relation')).name : null;
}

function isConfined(wrapper: unknown): boolean {
  const command = nodeOf(wrapper, 'AlterTableCmd');
  return CONFINED.has(textOf(command, 'subtype')) && textOf(command, 'behavior') !== 'DROP_CASCADE';
}
