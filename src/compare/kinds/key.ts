/** Primary keys and unique constraints. */
import { attributeOf, PLACE, type KindRules } from '../kind-rules.js';
import type { CatalogObject } from '../../model/catalog.js';

const BEYOND_DRIZZLE = {
  include: 'Drizzle knows no INCLUDE',
  deferrable: 'Drizzle knows no deferrable constraints',
  initiallyDeferred: 'Drizzle knows no deferrable constraints',
  options: 'Drizzle knows storage options of plain indexes only',
  tablespace: PLACE,
  clustered: 'CLUSTER is run by hand',
};

const isPlain = (key: CatalogObject) =>
  attributeOf(key, 'deferrable') === false && attributeOf(key, 'include') === null;

export const unique: KindRules = {
  isExpressible: isPlain,
  beyondDrizzle: BEYOND_DRIZZLE,
  lastResort: 'definition',
  canBeRenamed: true,
};

export const primaryKey: KindRules = {
  onePerTable: true,
  isExpressible: isPlain,
  beyondDrizzle: BEYOND_DRIZZLE,
  lastResort: 'definition',
  isSame: (attribute, expected) => attribute === 'name' && isNamedByPostgres(expected),
};

/** Drizzle names only keys of several columns. Postgres names the others, after the table as it was called then. */
function isNamedByPostgres(key: CatalogObject): boolean {
  const columns = attributeOf(key, 'columns');
  return (Array.isArray(columns) && columns.length === 1) || key.name.endsWith('_pkey');
}
