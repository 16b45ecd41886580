/** Depth-first over a parse tree. */
import type { TreeNode } from '../model/sql.js';

/**
 * Every node below (and at) a value with the name it stands under: its type where it is wrapped in one
 * (`{ ColumnRef: {...} }`), else the field that holds it (`relation`, `typeName`). Safe on trees of any depth.
 */
export function* walk(value: unknown): Generator<readonly [name: string, node: TreeNode]> {
  const open: (readonly [string, unknown])[] = [['', value]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [name, current] = next;
    if (Array.isArray(current)) {
      for (const item of current as readonly unknown[]) open.push([name, item]);
    } else if (typeof current === 'object' && current !== null) {
      yield [name, current as TreeNode];
      for (const entry of Object.entries(current)) if (typeof entry[1] === 'object') open.push(entry);
    }
  }
}
