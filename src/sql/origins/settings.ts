/** What a statement sets on objects that are there, beside what it creates, drops and renames (`effectsOf`). */
import type { Statement, TreeNode } from '../../model/sql.js';
import type { Effect, EffectKind } from '../effects/effect.js';
import { kindOfObjectType } from '../effects/object-type.js';
import { nameParts, relationName, toQualifiedName, typeName, type QualifiedName } from '../names.js';
import { childOf, listOf, nodeOf, textOf, unwrap } from '../tree.js';

/** The identity of an object, in the words of effects. */
export type Target = Pick<Effect, 'kind' | 'schema' | 'table' | 'name'>;

/** The objects whose attributes the statement sets; empty for kinds of which Drizzle's definitions know nothing. */
export function settingsOf({ type, node }: Pick<Statement, 'type' | 'node'>): readonly Target[] {
  return READERS[type]?.(node) ?? [];
}

const READERS: Readonly<Record<string, (node: TreeNode) => readonly Target[]>> = {
  AlterTableStmt: (node) => {
    const relation = relationName(childOf(node, 'relation'));
    const kind = kindOfObjectType(textOf(node, 'objtype'));
    return listOf(node, 'cmds').flatMap((command) => setBy(nodeOf(command, 'AlterTableCmd'), kind, relation));
  },
  AlterEnumStmt: (node) => [whole('enum', toQualifiedName(nameParts(listOf(node, 'typeName'))))],
  AlterPolicyStmt: (node) => [part('policy', relationName(childOf(node, 'table')), textOf(node, 'policy_name'))],
  AlterRoleStmt: (node) => [whole('role', { schema: null, name: textOf(childOf(node, 'role'), 'rolename') })],
  AlterSeqStmt: (node) => [whole('sequence', relationName(childOf(node, 'sequence')))],
  AlterOwnerStmt: (node) => {
    const [type, object] = unwrap(node['object']);
    const name =
      type === 'String'
        ? { schema: null, name: textOf(object, 'sval') }
        : type === 'TypeName'
          ? typeName(object)
          : toQualifiedName(nameParts(listOf(object, 'items')));
    return [whole(kindOfObjectType(textOf(node, 'objectType')), name)];
  },
};

/** Commands of ALTER TABLE that only create or drop a part of it. */
const PARTS_ONLY = new Set(['AT_AddColumn', 'AT_DropColumn', 'AT_DropConstraint']);
const OF_CONSTRAINTS = new Set(['AT_ValidateConstraint', 'AT_AlterConstraint']);
/** Their name is that of a trigger, a rule, an index. */
const NAMED_OTHERWISE = /Trig|Rule|ClusterOn|ReplicaIdentity/;

function setBy(command: TreeNode, kind: EffectKind, relation: QualifiedName): readonly Target[] {
  const subtype = textOf(command, 'subtype');
  const name = textOf(command, 'name');
  if (PARTS_ONLY.has(subtype)) return kind === 'type' ? [whole('type', relation)] : [];
  if (subtype === 'AT_AddConstraint') return keyColumns(nodeOf(command['def'], 'Constraint'), relation);
  if (OF_CONSTRAINTS.has(subtype)) return [part('constraint', relation, name)];
  return name === '' || NAMED_OTHERWISE.test(subtype) ? [whole(kind, relation)] : [part('column', relation, name)];
}

/** A primary key makes its columns NOT NULL. */
function keyColumns(constraint: TreeNode, relation: QualifiedName): readonly Target[] {
  if (textOf(constraint, 'contype') !== 'CONSTR_PRIMARY') return [];
  return nameParts(listOf(constraint, 'keys')).map((column) => part('column', relation, column));
}

function whole(kind: EffectKind, { schema, name }: QualifiedName): Target {
  return { kind, schema, table: null, name };
}

function part(kind: EffectKind, { schema, name: table }: QualifiedName, name: string): Target {
  return { kind, schema, table, name };
}
