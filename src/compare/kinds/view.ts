/** Views and materialized views. */
import { attributeOf, OWNER, type KindRules } from '../kind-rules.js';
import type { CatalogObject } from '../../model/catalog.js';

export const view: KindRules = {
  beyondDrizzle: { owner: OWNER },
  // SELECT * was resolved when the view was made, in the order of the columns as it was then.
  isSame: (attribute, expected, actual) =>
    attribute === 'definition' && withSortedColumns(expected) === withSortedColumns(actual),
};

/** The query as Postgres prints it: with its plain columns in order of name, and untouched where it computes something. */
function withSortedColumns(object: CatalogObject): string {
  const definition = String(attributeOf(object, 'definition'));
  const [, list, rest] = /^ SELECT ([^]*?)(\n {3}FROM [^]*)$/.exec(definition) ?? [];
  const columns = list?.split(',').map((column) => column.trim());
  const isPlain = columns?.every((column) => /^(?:"[^"]+"|\w+)(?:\.(?:"[^"]+"|\w+))?$/.test(column));
  return columns && isPlain ? `${columns.sort().join(', ')}${rest}` : definition;
}
