/** Parse trees count bytes within what was parsed; this makes them count as the file does. */
import type { TreeNode } from '../model/sql.js';

/** Replaces every location in a freshly parsed tree. The tree is changed in place: it belongs to the parser until then. */
export function placeNodes(node: TreeNode, toOffset: (byte: number) => number): void {
  const open: object[] = [node];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    for (const key of Object.keys(value)) {
      const child = (value as TreeNode)[key];
      if (typeof child === 'object' && child !== null) open.push(child);
      // -1 says that the parser knows no place.
      else if (typeof child === 'number' && key.endsWith('location') && child >= 0) {
        (value as Record<string, unknown>)[key] = toOffset(child);
      }
    }
  }
}
