/** Depth-first over a parse tree. */
import type { TreeNode } from '../model/sql.js';

/**
 * Every node below (and at) a value with the name it stands under: its type where it is wrapped in one
 * (`{ ColumnRef: {...} }`), else the field that holds it (`relation`, `typeName`). Safe on trees of any depth, and a list
 * because it is walked for every statement: a generator takes three times as long.
 */
export function walk(value: unknown): readonly (readonly [name: string, node: TreeNode])[] {
  const found: (readonly [string, TreeNode])[] = [];
  const names = [''];
  const values = [value];
  for (let name = names.pop(); name !== undefined; name = names.pop()) {
    const current = values.pop();
    if (typeof current !== 'object' || current === null) continue;
    const isList = Array.isArray(current);
    if (!isList) found.push([name, current as TreeNode]);
    for (const key of Object.keys(current)) {
      names.push(isList ? name : key);
      values.push((current as TreeNode)[key]);
    }
  }
  return found;
}
