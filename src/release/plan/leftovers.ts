/** What statements with CONCURRENTLY leave behind where they are stopped: indexes that are not valid. Pure. */
import { nameOf, type Catalog, type CatalogObject } from '../../model/catalog.js';
import type { ParsedFile, Statement } from '../../model/sql.js';
import { nameParts } from '../../sql/names.js';
import { isSet, listOf, nodeOf, textOf } from '../../sql/tree.js';
import type { Step } from '../../model/proof.js';

/**
 * The catalog as it was before pending statements were stopped: without the invalid indexes that these have made, which are
 * named, and with those valid again that they were about to drop.
 */
export function withoutLeftovers(
  catalog: Catalog,
  steps: readonly Step[],
  parsed: ReadonlyMap<string, ParsedFile>,
): { readonly catalog: Catalog; readonly leftovers: readonly string[] } {
  const statements = steps
    .filter(({ transaction }) => transaction === 'none')
    .flatMap(({ migrations }) => migrations.flatMap(({ tag }) => parsed.get(tag)?.statements ?? []));
  const isMade = (object: CatalogObject) => isInvalid(object) && statements.some((each) => makes(each, object));
  const isDropped = (object: CatalogObject) => isInvalid(object) && statements.some((each) => drops(each, object));
  const objects = catalog.objects
    .filter((object) => !isMade(object))
    .map((object) => (isDropped(object) ? { ...object, attributes: { ...object.attributes, valid: true } } : object));
  return { catalog: { ...catalog, objects }, leftovers: catalog.objects.filter(isMade).map(nameOf) };
}

function isInvalid({ kind, attributes }: CatalogObject): boolean {
  return kind === 'index' && attributes['valid'] === false;
}

/**
 * REINDEX names its own after the index, with `_ccnew` or `_ccold`
 * (https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY).
 */
function makes({ type, node }: Statement, index: CatalogObject): boolean {
  if (type === 'IndexStmt') return isSet(node, 'concurrent') && textOf(node, 'idxname') === index.name;
  return type === 'ReindexStmt' && /_cc(?:new|old)\d*$/.test(index.name);
}

/** It makes the index invalid, waits for everybody who uses it, and then drops it. */
function drops({ type, node }: Statement, index: CatalogObject): boolean {
  if (type !== 'DropStmt' || !isSet(node, 'concurrent')) return false;
  return listOf(node, 'objects').some((each) => nameParts(listOf(nodeOf(each, 'List'), 'items')).at(-1) === index.name);
}
