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

export function answerTo({ tree }: Condition, state: SchemaState): Answer {
  return tree === null ? 'unknown' : answer(tree, state);
}

function answer(tree: TreeNode, state: SchemaState): Answer {
  const [type, node] = unwrap(tree);
  if (type === 'BoolExpr') return combine(node, state);
  if (type === 'SubLink' && textOf(node, 'subLinkType') === 'EXISTS_SUBLINK') {
    return isThere(lookupIn(nodeOf(node['subselect'], 'SelectStmt')), state);
  }
  if (type === 'NullTest') {
    const there = isThere(lookupByFunction(nodeOf(node['arg'], 'FuncCall')), state);
    return textOf(node, 'nulltesttype') === 'IS_NULL' ? not(there) : there;
  }
  return 'unknown';
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

function isThere(lookup: Lookup | null, state: SchemaState): Answer {
  if (lookup === null) return 'unknown';
  const matches = [...state.values()].filter(({ effect }) => {
    if (namespaceOf(effect.kind) !== lookup.namespace) return false;
    if (lookup.schema !== null && lookup.schema !== schemaOf(effect)) return false;
    if (lookup.table !== null && lookup.table !== effect.table) return false;
    return effect.name === lookup.name || effect.name?.startsWith(`${lookup.name}(`) === true;
  });
  if (matches.length === 0) return 'same';
  return matches.some(({ present }) => present) ? 'true' : 'false';
}
