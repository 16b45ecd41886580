/** ALTER … RENAME and ALTER … SET SCHEMA. */
import type { TreeNode } from '../../model/sql.js';
import { nameParts, relationName, signature, toQualifiedName, typeName, type QualifiedName } from '../names.js';
import { childOf, isSet, listOf, textOf, unwrap } from '../tree.js';
import type { EffectReader } from './create.js';
import type { Effect } from './effect.js';
import { kindOfObjectType } from './object-type.js';

export const RENAMES: Readonly<Record<string, EffectReader>> = {
  RenameStmt: (node) => [rename(node)],
  AlterObjectSchemaStmt: (node) => {
    const from = nameOfObject(node);
    const to = { schema: textOf(node, 'newschema'), name: from.name };
    return [{ ...renamed(node, 'objectType'), ...from, to }];
  },
};

function rename(node: TreeNode): Effect {
  const base = renamed(node, 'renameType');
  const part = textOf(node, 'subname');
  const newName = textOf(node, 'newname');
  const owner = nameOfObject(node);
  // What is named by `subname` alone (schemas, roles …) has no owner.
  if (owner.name === '') return { ...base, name: part, to: { schema: null, name: newName } };
  const to = { schema: owner.schema, name: newName };
  // IF EXISTS speaks of the table, not of its part.
  if (part !== '') return { ...base, schema: owner.schema, table: owner.name, name: part, to, guard: null };
  // A function keeps its argument types under the new name.
  const types = owner.name.includes('(') ? owner.name.slice(owner.name.indexOf('(')) : '';
  return { ...base, ...owner, to: { ...to, name: newName + types } };
}

/** The name in `relation` or `object`, whichever the statement has. */
function nameOfObject(node: TreeNode): QualifiedName {
  if ('relation' in node) return relationName(childOf(node, 'relation'));
  const [type, object] = unwrap(node['object']);
  if (type === 'ObjectWithArgs') return signature(object);
  if (type === 'TypeName') return typeName(object);
  return type === 'String'
    ? { schema: null, name: textOf(object, 'sval') }
    : toQualifiedName(nameParts(listOf(object, 'items')));
}

function renamed(node: TreeNode, typeField: string): Effect {
  const kind = kindOfObjectType(textOf(node, typeField));
  const guard = isSet(node, 'missing_ok') ? 'IF EXISTS' : null;
  return { action: 'rename', kind, schema: null, table: null, name: null, guard };
}
