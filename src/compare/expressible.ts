/** Which objects of a catalog Drizzle's schema definitions could have stated. */
import { nameOf, type Catalog, type CatalogObject } from '../model/catalog.js';
import { columnsOf, indexCatalog, parentOf, type CatalogIndex } from './catalog-index.js';
import { RULES } from './rules.js';

/** Whether Drizzle could state this object, as a part of what it is a part of. */
export function isExpressible(object: CatalogObject, catalog: CatalogIndex): boolean {
  const rules = RULES[object.kind];
  if (rules.unmanaged !== undefined || rules.isExpressible?.(object) === false) return false;
  const parent = parentOf(object);
  if (parent === null || object.kind === 'sequence') return true;
  // Postgres keeps one index where CREATE TABLE asks for both, two where the second comes later.
  if (object.kind === 'unique' && catalog.primaryKeys.get(parent) === columnsOf(object)) return false;
  const whole = catalog.wholes.get(parent);
  // Drizzle knows indexes of tables only.
  return whole?.kind === 'table' && isExpressible(whole, catalog);
}

/** Names of all that Drizzle cannot state, sorted: compared with nothing and therefore listed. */
export function unmanagedOf(catalog: Catalog): string[] {
  const index = indexCatalog(catalog);
  return catalog.objects
    .filter((object) => isForeign(object, index))
    .map(nameOf)
    .sort();
}

/** Not what serial or a primary key brings along, and not the parts of something that is listed itself. */
function isForeign(object: CatalogObject, catalog: CatalogIndex): boolean {
  if (isExpressible(object, catalog) || object.kind === 'sequence') return false;
  const parent = parentOf(object);
  if (parent === null) return true;
  if (object.kind === 'unique' && catalog.primaryKeys.get(parent) === columnsOf(object)) return false;
  const whole = catalog.wholes.get(parent);
  return whole === undefined || isExpressible(whole, catalog);
}
