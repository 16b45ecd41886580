/** Conditions of DO blocks, answered from what is known of the schema. */
import type { Condition, TreeNode } from '../../model/sql.js';
import { listOf, nodeOf, textOf, unwrap } from '../tree.js';
import { lookupByFunction, lookupIn, type Lookup } from './lookup.js';
import { namespaceOf, schemaOf, type SchemaState } from './state.js';

/**
 * `same`: it asks for an object that no statement has touched, so that a second run gets the answer that the first one got.
 * `unknown`: it asks for something that cannot be told from names.
 */
export type Answer = 'true' | 'false' | 'same' | 'unknown';

/** What a condition asks for and no more: that one object is there, or that it is not; null: something else. */
export function presenceIn({ tree }: Condition): { readonly lookup: Lookup; readonly there: boolean } | null {
  const [type, node] = unwrap(tree);
  const isNot = type === 'BoolExpr' && textOf(node, 'boolop') === 'NOT_EXPR';
  const asked = lookedUp(isNot ? (listOf(node, 'args')[0] as TreeNode) : tree);
  return asked && { ...asked, there: asked.there !== isNot };
}

export function answerTo({ tree }: Condition, state: SchemaState): Answer {
  return tree === null ? 'unknown' : answer(tree, state);
}

function answer(tree: TreeNode, state: SchemaState): Answer {
  const [type, node] = unwrap(tree);
  if (type === 'BoolExpr') return combine(node, state);
  const asked = lookedUp(tree);
  if (asked === null) return 'unknown';
  const found = isThere(asked.lookup, state);
  return asked.there ? found : not(found);
}

/** EXISTS over the catalogs, and `to_regclass('…') IS [NOT] NULL`. */
function lookedUp(tree: TreeNode | null): ReturnType<typeof presenceIn> {
  const [type, node] = unwrap(tree);
  if (type === 'SubLink' && textOf(node, 'subLinkType') === 'EXISTS_SUBLINK') {
    const lookup = lookupIn(nodeOf(node['subselect'], 'SelectStmt'));
    return lookup && { lookup, there: true };
  }
  if (type !== 'NullTest') return null;
  const lookup = lookupByFunction(nodeOf(node['arg'], 'FuncCall'));
  return lookup && { lookup, there: textOf(node, 'nulltesttype') !== 'IS_NULL' };
}

/** Three-valued logic with `same` between certain and unknown. */
function combine(node: TreeNode, state: SchemaState): Answer {
  const answers = listOf(node, 'args').map((argument) => answer(argument as TreeNode, state));
  const operator = textOf(node, 'boolop');
  if (operator === 'NOT_EXPR') return not(answers[0] ?? 'unknown');
  const decisive = operator === 'AND_EXPR' ? 'false' : 'true';
  const order: readonly Answer[] = [decisive, 'unknown', 'same'];
  return order.find((each) => answers.includes(each)) ?? not(decisive);
}

function not(value: Answer): Answer {
  if (value === 'true') return 'false';
  return value === 'false' ? 'true' : value;
}

function isThere(lookup: Lookup, state: SchemaState): Answer {
  const matches = [...state.values()].filter(({ effect }) => {
    if (namespaceOf(effect.kind) !== lookup.namespace) return false;
    if (lookup.schema !== null && lookup.schema !== schemaOf(effect)) return false;
    if (lookup.table !== null && lookup.table !== effect.table) return false;
    return effect.name === lookup.name || effect.name?.startsWith(`${lookup.name}(`) === true;
  });
  if (matches.length === 0) return 'same';
  return matches.some(({ present }) => present) ? 'true' : 'false';
}
