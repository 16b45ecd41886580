/** Every CREATE but that of tables. */
import type { TreeNode } from '../../model/sql.js';
import { declaredSignature, nameParts, relationName, toQualifiedName, typeName, type QualifiedName } from '../names.js';
import { childOf, isSet, listOf, nodeOf, textOf, unwrap } from '../tree.js';
import { columnsIn } from './columns-in.js';
import { toConstraint } from './constraint.js';
import type { Effect, EffectKind } from './effect.js';
import { kindOfObjectType } from './object-type.js';
import { createTable } from './table.js';

export type EffectReader = (node: TreeNode) => Effect[];

/** By node type. What is missing here and in the other tables of this folder is `unclassified`. */
export const CREATES: Readonly<Record<string, EffectReader>> = {
  CreateStmt: (node) => createTable(node),
  CreateForeignTableStmt: (node) => createTable(childOf(node, 'base'), 'foreign table'),
  CreateTableAsStmt: (node) => {
    const name = relationName(childOf(childOf(node, 'into'), 'rel'));
    return [create(kindOfObjectType(textOf(node, 'objtype')), name, ifNotExists(node))];
  },
  IndexStmt: (node) => [createIndex(node)],
  ViewStmt: (node) => [create('view', relationName(childOf(node, 'view')), orReplace(node))],
  CreateSeqStmt: (node) => [create('sequence', relationName(childOf(node, 'sequence')), ifNotExists(node))],
  CreateEnumStmt: (node) => [create('enum', listName(node, 'typeName'), null)],
  CreateRangeStmt: (node) => [create('type', listName(node, 'typeName'), null)],
  CompositeTypeStmt: (node) => [create('type', relationName(childOf(node, 'typevar')), null)],
  CreateDomainStmt: (node) => [create('domain', listName(node, 'domainname'), null)],
  DefineStmt: (node) => [define(node)],
  CreateFunctionStmt: (node) => {
    const kind = isSet(node, 'is_procedure') ? 'procedure' : 'function';
    return [create(kind, declaredSignature(listName(node, 'funcname'), listOf(node, 'parameters')), orReplace(node))];
  },
  CreateTrigStmt: (node) => {
    const trigger = createOn('trigger', node, 'relation', textOf(node, 'trigname'), orReplace(node));
    return [{ ...trigger, columns: nameParts(listOf(node, 'columns')) }];
  },
  CreatePolicyStmt: (node) => [createOn('policy', node, 'table', textOf(node, 'policy_name'), null)],
  RuleStmt: (node) => [createOn('rule', node, 'relation', textOf(node, 'rulename'), orReplace(node))],
  CreateSchemaStmt: (node) => createSchema(node),
  CreateStatsStmt: (node) => [create('statistics', listName(node, 'defnames'), ifNotExists(node))],
  CreateRoleStmt: (node) => [global('role', textOf(node, 'role'), null)],
  CreateExtensionStmt: (node) => [global('extension', textOf(node, 'extname'), ifNotExists(node))],
  CreatePublicationStmt: (node) => [global('publication', textOf(node, 'pubname'), null)],
  CreateEventTrigStmt: (node) => [global('event trigger', textOf(node, 'trigname'), null)],
  CreateForeignServerStmt: (node) => [global('foreign server', textOf(node, 'servername'), ifNotExists(node))],
  CreateFdwStmt: (node) => [global('other', `foreign data wrapper ${textOf(node, 'fdwname')}`, null)],
  CreateUserMappingStmt: (node) => [
    global('other', `user mapping for server ${textOf(node, 'servername')}`, ifNotExists(node)),
  ],
  CreateSubscriptionStmt: (node) => [global('other', `subscription ${textOf(node, 'subname')}`, null)],
  CreatePLangStmt: (node) => [global('other', `language ${textOf(node, 'plname')}`, orReplace(node))],
  CreateCastStmt: (node) => {
    const [from, to] = [typeName(childOf(node, 'sourcetype')).name, typeName(childOf(node, 'targettype')).name];
    return [global('other', `cast from ${from} to ${to}`, null)];
  },
  CreateOpClassStmt: (node) => [create('other', listName(node, 'opclassname'), null)],
  CreateOpFamilyStmt: (node) => [create('other', listName(node, 'opfamilyname'), null)],
  CreateConversionStmt: (node) => [create('other', listName(node, 'conversion_name'), null)],
  CreateTransformStmt: (node) => [
    global('other', `transform for ${typeName(childOf(node, 'type_name')).name}`, orReplace(node)),
  ],
  CreateAmStmt: (node) => [global('other', `access method ${textOf(node, 'amname')}`, null)],
  CreateTableSpaceStmt: (node) => [global('other', `tablespace ${textOf(node, 'tablespacename')}`, null)],
  CreatedbStmt: (node) => [global('other', `database ${textOf(node, 'dbname')}`, null)],
  PrepareStmt: (node) => [global('other', `prepared statement ${textOf(node, 'name')}`, null)],
  ImportForeignSchemaStmt: (node) => [global('other', `foreign tables of ${textOf(node, 'remote_schema')}`, null)],
  AlterEnumStmt: (node) => alterEnum(node),
  AlterDomainStmt: (node) => alterDomain(node),
  AlterPublicationStmt: (node) => alterPublication(node),
};

function createIndex(node: TreeNode): Effect {
  const table = relationName(childOf(node, 'relation'));
  const name = { schema: table.schema, name: textOf(node, 'idxname') };
  const columns = columnsIn([node['indexParams'], node['indexIncludingParams'], node['whereClause']]);
  return { ...create('index', name, ifNotExists(node)), name: name.name || null, table: table.name, columns };
}

function createSchema(node: TreeNode): Effect[] {
  const owner = textOf(childOf(node, 'authrole'), 'rolename');
  const name = textOf(node, 'schemaname') || owner;
  const children = listOf(node, 'schemaElts').flatMap((element) => {
    const [type, inner] = unwrap(element);
    return (CREATES[type]?.(inner) ?? []).map((effect) => ({ ...effect, schema: effect.schema ?? name }));
  });
  return [{ ...global('schema', name, ifNotExists(node)), children }];
}

function define(node: TreeNode): Effect {
  const guard = ifNotExists(node) ?? orReplace(node);
  const name = listName(node, 'defnames');
  const kind = kindOfObjectType(textOf(node, 'kind'));
  if (kind !== 'aggregate') return create(kind, name, guard);
  const parameters = listOf(nodeOf(listOf(node, 'args')[0], 'List'), 'items');
  return create(kind, declaredSignature(name, parameters), guard);
}

function alterEnum(node: TreeNode): Effect[] {
  const type = listName(node, 'typeName');
  const value = { schema: type.schema, table: type.name, kind: 'enum value' } as const;
  const [from, to] = [textOf(node, 'oldVal'), textOf(node, 'newVal')];
  if (from !== '') return [{ ...value, action: 'rename', name: from, guard: null, to: { schema: null, name: to } }];
  return [{ ...value, action: 'create', name: to, guard: isSet(node, 'skipIfNewValExists') ? 'IF NOT EXISTS' : null }];
}

function alterDomain(node: TreeNode): Effect[] {
  const domain = listName(node, 'typeName');
  const constraint = toConstraint(nodeOf(node['def'], 'Constraint'), domain, null);
  switch (textOf(node, 'subtype')) {
    case 'C':
      return constraint === null ? [] : [constraint];
    case 'X': {
      const guard = isSet(node, 'missing_ok') ? 'IF EXISTS' : null;
      return [
        { ...create('constraint', domain, guard), action: 'drop', table: domain.name, name: textOf(node, 'name') },
      ];
    }
    default:
      return [];
  }
}

function alterPublication(node: TreeNode): Effect[] {
  const action = { AP_AddObjects: 'create', AP_DropObjects: 'drop' }[textOf(node, 'action')];
  if (action === undefined) return [];
  return listOf(node, 'pubobjects').map((wrapper) => {
    const table = relationName(childOf(childOf(nodeOf(wrapper, 'PublicationObjSpec'), 'pubtable'), 'relation'));
    const publication = { schema: table.schema, name: textOf(node, 'pubname') };
    return { ...create('member', publication, null), action: action as 'create' | 'drop', table: table.name };
  });
}

function createOn(kind: EffectKind, node: TreeNode, field: string, name: string, guard: string | null): Effect {
  const table = relationName(childOf(node, field));
  return { ...create(kind, { schema: table.schema, name }, guard), table: table.name };
}

function create(kind: EffectKind, { schema, name }: QualifiedName, guard: string | null): Effect {
  return { action: 'create', kind, schema, table: null, name, guard };
}

function global(kind: EffectKind, name: string, guard: string | null): Effect {
  return create(kind, { schema: null, name }, guard);
}

function listName(node: TreeNode, field: string): QualifiedName {
  return toQualifiedName(nameParts(listOf(node, field)));
}

function ifNotExists(node: TreeNode): string | null {
  return isSet(node, 'if_not_exists') ? 'IF NOT EXISTS' : null;
}

function orReplace(node: TreeNode): string | null {
  return isSet(node, 'replace') ? 'OR REPLACE' : null;
}
