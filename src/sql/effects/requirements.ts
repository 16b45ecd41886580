/** What a statement needs to find: the relations, types and columns that its text names. */
import type { Statement, TreeNode } from '../../model/sql.js';
import { nameParts, relationName, typeName, type QualifiedName } from '../names.js';
import { childOf, listOf, textOf } from '../tree.js';
import { walk } from '../walk.js';
import type { Effect, EffectKind } from './effect.js';

/** Everything that is named and is not a common table expression; columns only where it is plain whose they are. */
export function requirementsOf({ node }: Pick<Statement, 'node'>): Effect[] {
  const found = walk(node);
  const common = new Set(found.filter(([type]) => type === 'CommonTableExpr').map(([, cte]) => textOf(cte, 'ctename')));
  const relations = found
    .filter(([, inner]) => 'relname' in inner && 'relpersistence' in inner)
    .map(([, inner]) => inner)
    .filter((inner) => 'schemaname' in inner || !common.has(textOf(inner, 'relname')));
  const types = found.filter(([, inner]) => 'names' in inner && 'typemod' in inner).map(([, inner]) => typeName(inner));
  return [
    ...relations.map((relation) => require('table', relationName(relation))),
    ...types.filter((type) => type.schema !== 'pg_catalog').map((type) => require('type', type)),
    ...requiredColumns(found, relations),
  ];
}

function requiredColumns(found: readonly (readonly [string, TreeNode])[], relations: readonly TreeNode[]): Effect[] {
  return found.flatMap(([type, inner]) => {
    if (type === 'IndexElem') return columnOf(relations, [textOf(inner, 'name')]);
    return type === 'ColumnRef' ? columnOf(relations, nameParts(listOf(inner, 'fields'))) : [];
  });
}

/** `total`: of the only relation there is. `o.total`: of the relation with that name or alias. */
function columnOf(relations: readonly TreeNode[], fields: readonly string[]): Effect[] {
  const [name = '', owner] = fields.toReversed();
  const candidates = relations.filter((relation) => owner === undefined || callName(relation) === owner);
  const [only] = candidates;
  if (name === '' || only === undefined || candidates.length > 1) return [];
  const table = relationName(only);
  return [{ ...require('column', { schema: table.schema, name }), table: table.name }];
}

function callName(relation: TreeNode): string {
  return textOf(childOf(relation, 'alias'), 'aliasname') || textOf(relation, 'relname');
}

function require(kind: EffectKind, { schema, name }: QualifiedName): Effect {
  return { action: 'alter', kind, schema, table: null, name, guard: null };
}
