/** Every DROP but those of ALTER TABLE. */
import type { TreeNode } from '../../model/sql.js';
import { nameParts, signature, toQualifiedName, typeName } from '../names.js';
import { isSet, listOf, nodeOf, textOf, unwrap } from '../tree.js';
import type { EffectReader } from './create.js';
import type { Effect, EffectKind } from './effect.js';
import { kindOfObjectType } from './object-type.js';

export const DROPS: Readonly<Record<string, EffectReader>> = {
  DropStmt: (node) => {
    const kind = kindOfObjectType(textOf(node, 'removeType'));
    return listOf(node, 'objects').map((object, part) => ({
      ...dropped(node, kind),
      ...objectName(object, kind),
      part,
    }));
  },
  DropRoleStmt: (node) =>
    listOf(node, 'roles').map((role, part) => ({
      ...dropped(node, 'role'),
      name: textOf(nodeOf(role, 'RoleSpec'), 'rolename'),
      part,
    })),
  DropUserMappingStmt: (node) => [named(node, `user mapping for server ${textOf(node, 'servername')}`)],
  DropSubscriptionStmt: (node) => [named(node, `subscription ${textOf(node, 'subname')}`)],
  DropTableSpaceStmt: (node) => [named(node, `tablespace ${textOf(node, 'tablespacename')}`)],
  DropdbStmt: (node) => [named(node, `database ${textOf(node, 'dbname')}`)],
  DeallocateStmt: (node) => [named(node, `prepared statement ${textOf(node, 'name')}`)],
};

/** Kinds whose name stands after that of their table, as in `DROP POLICY … ON …`. */
const ON_TABLE: ReadonlySet<EffectKind> = new Set(['policy', 'trigger', 'rule']);

function objectName(object: unknown, kind: EffectKind): Pick<Effect, 'schema' | 'table' | 'name'> {
  const [type, node] = unwrap(object);
  if (type === 'String') return { schema: null, table: null, name: textOf(node, 'sval') };
  if (type === 'TypeName') return { ...typeName(node), table: null };
  if (type === 'ObjectWithArgs') return { ...signature(node), table: null };
  const items = listOf(node, 'items');
  const parts = nameParts(items);
  if (ON_TABLE.has(kind)) return { ...tableAndSchema(parts.slice(0, -1)), name: parts.at(-1) ?? '' };
  const types = items.map((item) => typeName(nodeOf(item, 'TypeName')).name);
  if (parts.every((part) => part === '')) return { schema: null, table: null, name: `cast from ${types.join(' to ')}` };
  return { ...toQualifiedName(parts), table: null };
}

function tableAndSchema(parts: readonly string[]): Pick<Effect, 'schema' | 'table'> {
  const { schema, name } = toQualifiedName(parts);
  return { schema, table: name };
}

function named(node: TreeNode, name: string): Effect {
  return { ...dropped(node, 'other'), name };
}

function dropped(node: TreeNode, kind: EffectKind): Effect {
  const guard = isSet(node, 'missing_ok') ? 'IF EXISTS' : null;
  const cascade = textOf(node, 'behavior') === 'DROP_CASCADE';
  return { action: 'drop', kind, schema: null, table: null, name: null, guard, cascade };
}
