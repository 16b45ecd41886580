/** What CREATE and REINDEX INDEX CONCURRENTLY leave behind where they are stopped: indexes that are not valid. Pure. */
import { nameOf, type Catalog, type CatalogObject } from '../../model/catalog.js';
import type { ParsedFile, Statement } from '../../model/sql.js';
import { isSet, textOf } from '../../sql/tree.js';
import type { Step } from '../../model/proof.js';

/**
 * The catalog without the invalid indexes that a pending statement explains, and their names. REINDEX names its own
 * after the index, with `_ccnew` or `_ccold`
 * (https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY).
 */
export function withoutLeftovers(
  catalog: Catalog,
  steps: readonly Step[],
  parsed: ReadonlyMap<string, ParsedFile>,
): { readonly catalog: Catalog; readonly leftovers: readonly string[] } {
  const statements = steps
    .filter(({ transaction }) => transaction === 'none')
    .flatMap(({ migrations }) => migrations.flatMap(({ tag }) => parsed.get(tag)?.statements ?? []));
  const isLeftover = (object: CatalogObject) =>
    object.kind === 'index' &&
    object.attributes['valid'] === false &&
    statements.some((statement) => explains(statement, object));
  return {
    catalog: { ...catalog, objects: catalog.objects.filter((object) => !isLeftover(object)) },
    leftovers: catalog.objects.filter(isLeftover).map(nameOf),
  };
}

function explains({ type, node }: Statement, index: CatalogObject): boolean {
  if (type === 'IndexStmt') return isSet(node, 'concurrent') && textOf(node, 'idxname') === index.name;
  return type === 'ReindexStmt' && /_cc(?:new|old)\d*$/.test(index.name);
}
