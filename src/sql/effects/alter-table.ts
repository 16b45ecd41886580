/** ALTER TABLE, also of indexes, views, sequences, foreign tables and composite types. */
import type { TreeNode } from '../../model/sql.js';
import { relationName, typeName, type QualifiedName } from '../names.js';
import { childOf, isSet, listOf, nodeOf, textOf } from '../tree.js';
import { columnsIn } from './columns-in.js';
import { toConstraint } from './constraint.js';
import type { Effect, EffectKind } from './effect.js';
import { kindOfObjectType } from './object-type.js';
import { createColumn } from './table.js';

interface Command {
  readonly table: QualifiedName;
  readonly node: TreeNode;
  /** `IF EXISTS` or `IF NOT EXISTS` of this command. */
  readonly guarded: boolean;
}

/** The altered relation first, then each command in order. */
export function alterTable(node: TreeNode): Effect[] {
  const table = relationName(childOf(node, 'relation'));
  const kind = kindOfObjectType(textOf(node, 'objtype'));
  const guard = isSet(node, 'missing_ok') ? 'IF EXISTS' : null;
  const commands = listOf(node, 'cmds').flatMap((wrapper, part) => {
    const command = nodeOf(wrapper, 'AlterTableCmd');
    const read =
      kind === 'type' ? ATTRIBUTE_COMMANDS[textOf(command, 'subtype')] : COMMANDS[textOf(command, 'subtype')];
    const effects =
      read?.({ table, node: command, guarded: isSet(command, 'missing_ok') }) ?? alterColumn(command, table);
    return effects.map((effect) => ({ ...effect, part }));
  });
  // Whatever the order in the text, PostgreSQL drops before it adds (AT_PASS_DROP).
  commands.sort((left, right) => Number(right.action === 'drop') - Number(left.action === 'drop'));
  return [{ action: 'alter', kind, schema: table.schema, table: null, name: table.name, guard }, ...commands];
}

const COMMANDS: Readonly<Record<string, (command: Command) => Effect[]>> = {
  AT_AddColumn: ({ table, node, guarded }) => [
    createColumn(nodeOf(node['def'], 'ColumnDef'), table, guarded ? 'IF NOT EXISTS' : null),
  ],
  AT_DropColumn: (command) => [drop('column', command)],
  AT_AddConstraint: ({ table, node }) => addConstraint(nodeOf(node['def'], 'Constraint'), table),
  AT_DropConstraint: (command) => [drop('constraint', command)],
  AT_ValidateConstraint: ({ table, node }) => [{ ...blank('alter', 'constraint', table), name: textOf(node, 'name') }],
  AT_AddIdentity: (command) => [{ ...drop('identity', command), action: 'create', guard: null }],
  AT_DropIdentity: (command) => [drop('identity', command)],
  AT_DropExpression: (command) => [drop('generated expression', command)],
  AT_AlterColumnType: ({ table, node }) => changeType(node, table),
  AT_AttachPartition: ({ table, node }) => [attach('create', 'partition', table, partitionOf(node))],
  AT_DetachPartition: ({ table, node }) => [attach('drop', 'partition', table, partitionOf(node))],
  AT_AddInherit: ({ table, node }) => [attach('create', 'child', relationName(nodeOf(node['def'], 'RangeVar')), table)],
  AT_DropInherit: ({ table, node }) => [attach('drop', 'child', relationName(nodeOf(node['def'], 'RangeVar')), table)],
};

/** ALTER TYPE of a composite type: PostgreSQL treats its attributes as columns. */
const ATTRIBUTE_COMMANDS: Readonly<Record<string, (command: Command) => Effect[]>> = {
  AT_AddColumn: ({ table, node }) => [
    { ...createColumn(nodeOf(node['def'], 'ColumnDef'), table, null), kind: 'attribute' },
  ],
  AT_DropColumn: (command) => [drop('attribute', command)],
};

function addConstraint(node: TreeNode, table: QualifiedName): Effect[] {
  const constraint = toConstraint(node, table, null);
  if (constraint === null) return [];
  const index = textOf(node, 'indexname');
  if (index === '') return [...requireColumns(constraint.columns ?? [], table), constraint];
  // ADD CONSTRAINT … USING INDEX renames the index to the constraint's name.
  const named = { ...constraint, name: constraint.name ?? index };
  return [{ ...blank('alter', 'index', table), table: null, name: index }, named];
}

function changeType(node: TreeNode, table: QualifiedName): Effect[] {
  const definition = nodeOf(node['def'], 'ColumnDef');
  const name = textOf(node, 'name');
  const type = typeName(childOf(definition, 'typeName'));
  const using = childOf(definition, 'raw_default');
  const altered: Effect = { ...blank('alter', 'column', table), name, type };
  const reason = `the values of column "${name}" are computed from its old type`;
  return isCastOf(using, name) ? [altered] : [{ ...altered, action: 'change', reason }, altered];
}

/** No USING, or only casts of the column itself: they work on a column that has the new type already. */
function isCastOf(using: TreeNode, column: string): boolean {
  let inner: unknown = using;
  for (let cast = nodeOf(inner, 'TypeCast'); 'arg' in cast; cast = nodeOf(inner, 'TypeCast')) inner = cast['arg'];
  if (Object.keys(using).length === 0) return true;
  return 'ColumnRef' in (inner as TreeNode) && columnsIn(inner).includes(column);
}

/** All that is left: SET NOT NULL, SET DEFAULT, ENABLE ROW LEVEL SECURITY … set a state, whatever it was. */
function alterColumn(command: TreeNode, table: QualifiedName): Effect[] {
  const subtype = textOf(command, 'subtype');
  return COLUMN_SETTINGS.has(subtype) ? [{ ...blank('alter', 'column', table), name: textOf(command, 'name') }] : [];
}

const COLUMN_SETTINGS = new Set([
  'AT_ColumnDefault',
  'AT_DropNotNull',
  'AT_SetNotNull',
  'AT_SetExpression',
  'AT_SetStatistics',
  'AT_SetOptions',
  'AT_ResetOptions',
  'AT_SetStorage',
  'AT_SetCompression',
  'AT_SetIdentity',
]);

function requireColumns(columns: readonly string[], table: QualifiedName): Effect[] {
  return columns.map((name) => ({ ...blank('alter', 'column', table), name }));
}

function drop(kind: EffectKind, { table, node, guarded }: Command): Effect {
  const cascade = textOf(node, 'behavior') === 'DROP_CASCADE';
  return { ...blank('drop', kind, table), name: textOf(node, 'name'), guard: guarded ? 'IF EXISTS' : null, cascade };
}

type Attachment = 'partition' | 'child';

function attach(action: 'create' | 'drop', kind: Attachment, parent: QualifiedName, table: QualifiedName): Effect {
  return { ...blank(action, kind, table), name: parent.name };
}

function partitionOf(command: TreeNode): QualifiedName {
  return relationName(childOf(nodeOf(command['def'], 'PartitionCmd'), 'name'));
}

function blank(action: Effect['action'], kind: EffectKind, { schema, name }: QualifiedName): Effect {
  return { action, kind, schema, table: name, name: null, guard: null };
}
