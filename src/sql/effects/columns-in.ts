/** Columns that an expression names. */
import { listOf, textOf, unwrap } from '../tree.js';
import { nameParts } from '../names.js';
import { walk } from '../walk.js';

/** Bare column names anywhere below a node, each once, in no promised order: `ColumnRef`, index and exclusion elements. */
export function columnsIn(node: unknown): readonly string[] {
  const names = new Set<string>();
  for (const [type, inner] of walk(node)) {
    if (type === 'ColumnRef') {
      const last = listOf(inner, 'fields').at(-1);
      if (unwrap(last)[0] === 'String') names.add(nameParts([last])[0] ?? '');
    }
    if (type === 'IndexElem' && textOf(inner, 'name') !== '') names.add(textOf(inner, 'name'));
  }
  return [...names];
}
