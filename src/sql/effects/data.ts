/** Statements that change rows, and whether a second run would change them again. */
import type { TreeNode } from '../../model/sql.js';
import { nameParts, relationName } from '../names.js';
import { childOf, isSet, listOf, nodeOf, textOf, unwrap } from '../tree.js';
import { walk } from '../walk.js';
import { columnsIn } from './columns-in.js';
import type { EffectReader } from './create.js';
import type { Effect } from './effect.js';

export const DATA: Readonly<Record<string, EffectReader>> = {
  InsertStmt: (node) => withParts(node, [insert(node)]),
  UpdateStmt: (node) => withParts(node, update(node)),
  DeleteStmt: (node) => withParts(node, [touch(node, 'drop')]),
  SelectStmt: (node) => [...withParts(node, []), ...selectInto(node), ...advance(node)],
  TruncateStmt: (node) => listOf(node, 'relations').map((relation) => rows('drop', nodeOf(relation, 'RangeVar'))),
  CopyStmt: (node) => (isSet(node, 'is_from') ? [touch(node, 'insert')] : []),
};

/** Functions that return something else on every call (pg_proc.provolatile `v`) and that migrations use for values. */
const VOLATILE = new Set(['random', 'gen_random_uuid', 'uuid_generate_v1', 'uuid_generate_v4', 'uuidv4', 'uuidv7']);
const ADVANCING = new Set(['nextval', 'clock_timestamp', 'timeofday', 'gen_random_bytes']);
/** Operators that lead away from the old value again on every run. */
const ACCUMULATING = new Set(['+', '-', '*', '/', '%', '^', '||']);

function insert(node: TreeNode): Effect {
  const conflict = childOf(node, 'onConflictClause');
  if (textOf(conflict, 'action') !== '') return { ...touch(node, 'insert'), guard: 'ON CONFLICT' };
  return { ...touch(node, 'insert'), guard: leavesOutPresent(node) ? 'NOT EXISTS' : null };
}

/** The query looks which rows are there: NOT EXISTS, NOT IN, `LEFT JOIN … IS NULL` or EXCEPT. */
function leavesOutPresent(insert: TreeNode): boolean {
  for (const [, node] of walk(insert)) {
    if (textOf(node, 'op') === 'SETOP_EXCEPT') return true;
    if ('whereClause' in node && looksForMissing(node)) return true;
  }
  return false;
}

function looksForMissing(select: TreeNode): boolean {
  for (const [type, node] of walk(select['whereClause'])) {
    if (type === 'BoolExpr' && textOf(node, 'boolop') === 'NOT_EXPR' && hasSubLink(node)) return true;
    if (type === 'NullTest' && textOf(node, 'nulltesttype') === 'IS_NULL' && hasOuterJoin(select)) return true;
  }
  return false;
}

function hasSubLink(node: unknown): boolean {
  return walk(node).some(([type]) => type === 'SubLink');
}

function hasOuterJoin(select: TreeNode): boolean {
  return walk(select['fromClause']).some(
    ([type, join]) => type === 'JoinExpr' && textOf(join, 'jointype') !== 'JOIN_INNER',
  );
}

/** UPDATE: the columns that it needs, and a change where a second run would give other values. */
function update(node: TreeNode): Effect[] {
  const table = relationName(childOf(node, 'relation'));
  const targets = listOf(node, 'targetList').map((target) => nodeOf(target, 'ResTarget'));
  const columns = targets.map((target) => textOf(target, 'name'));
  const needed = columns.map((name): Effect => ({ ...touch(node, 'alter'), kind: 'column', table: table.name, name }));
  // A condition on the column that is set keeps what was set by the first run away from the second.
  const narrowed = columns.some((column) => columnsIn(node['whereClause']).includes(column));
  const reason = narrowed ? null : targets.map(reasonToChange).find((found) => found !== null);
  return [...needed, reason ? { ...touch(node, 'change'), reason } : touch(node, 'alter')];
}

function reasonToChange(target: TreeNode): string | null {
  const column = textOf(target, 'name');
  for (const [type, node] of walk(target['val'])) {
    const name = functionName(type, node);
    if (VOLATILE.has(name) || ADVANCING.has(name)) return `${name}() gives another value on every run`;
    const operator = type === 'A_Expr' ? (nameParts(listOf(node, 'name')).at(-1) ?? '') : '';
    const own = [node['lexpr'], node['rexpr']].some((side) => columnsIn(side).includes(column));
    if (ACCUMULATING.has(operator) && own) return `column "${column}" is set relative to its own value`;
  }
  return null;
}

/** SELECT nextval(…) and the like, run for their effect. */
function advance(node: TreeNode): Effect[] {
  const names = walk(node['targetList']).map(([type, inner]) => functionName(type, inner));
  if (!names.includes('nextval')) return [];
  return [{ ...touch(node, 'change'), name: null, reason: 'nextval() gives another value on every run' }];
}

function selectInto(node: TreeNode): Effect[] {
  const into = childOf(childOf(node, 'intoClause'), 'rel');
  if (!('relname' in into)) return [];
  return [{ action: 'create', kind: 'table', ...relationName(into), table: null, guard: null }];
}

/** WITH clauses can change rows as well. */
function withParts(node: TreeNode, own: Effect[]): Effect[] {
  const parts = listOf(childOf(node, 'withClause'), 'ctes').flatMap((wrapper) => {
    const [type, query] = unwrap(nodeOf(wrapper, 'CommonTableExpr')['ctequery']);
    return DATA[type]?.(query) ?? [];
  });
  return [...parts, ...own];
}

function functionName(type: string, node: TreeNode): string {
  return type === 'FuncCall' ? (nameParts(listOf(node, 'funcname')).at(-1) ?? '') : '';
}

function touch(node: TreeNode, action: Effect['action']): Effect {
  return rows(action, childOf(node, 'relation'));
}

function rows(action: Effect['action'], relation: TreeNode): Effect {
  const { schema, name } = relationName(relation);
  return { action, kind: 'row', schema, table: name, name: null, guard: null };
}
