/** Looks up the statements behind a catalog object. */
import type { CatalogObject } from '../../model/catalog.js';
import { keyOf } from '../rerun/state.js';
import type { Origin, Trace, Traces } from './trace.js';

/** What the history says of the object; null where no statement names it. */
export function traceOf({ objects }: Traces, { kind, schema, parent: table, name }: CatalogObject): Trace | null {
  return objects.get(keyOf({ kind, schema, table, name })) ?? null;
}

/** The last of the statements with hidden SQL whose text holds the object's name as a word. */
export function mentionOf({ unread }: Traces, { name }: CatalogObject): Origin | null {
  const word = new RegExp(`(?<![\\w$])${name.replaceAll(/[^\w]/g, String.raw`\$&`)}(?![\\w$])`);
  return unread.findLast(({ statement }) => word.test(statement.text)) ?? null;
}
