/** A catalog by key, and what belongs to what in it. */
import type { Catalog, CatalogObject } from '../model/catalog.js';
import { nameOf } from '../model/catalog.js';
import { attributeOf } from './kind-rules.js';
import { RULES } from './rules.js';

const RELATIONS: ReadonlySet<string> = new Set(['table', 'view', 'materialized view', 'foreign table']);

export interface CatalogIndex {
  readonly byKey: ReadonlyMap<string, CatalogObject>;
  /** Tables and views by `schema.name`. */
  readonly relations: ReadonlyMap<string, CatalogObject>;
  /** Columns of the primary key, as JSON, by `schema.table`. */
  readonly primaryKeys: ReadonlyMap<string, string>;
}

/** By what the same object is found in another catalog. */
export function keyOf(object: CatalogObject): string {
  return nameOf(RULES[object.kind].onePerTable ? { ...object, name: '' } : object);
}

export function indexCatalog(catalog: Catalog): CatalogIndex {
  const byKey = new Map<string, CatalogObject>();
  const relations = new Map<string, CatalogObject>();
  const primaryKeys = new Map<string, string>();
  for (const object of catalog.objects) {
    byKey.set(keyOf(object), object);
    if (isRelation(object)) relations.set(`${object.schema}.${object.name}`, object);
    if (object.kind === 'primary key') primaryKeys.set(parentOf(object) ?? '', columnsOf(object));
  }
  return { byKey, relations, primaryKeys };
}

export function isRelation(object: CatalogObject): boolean {
  return RELATIONS.has(object.kind);
}

/** `schema.name` of the table or view that the object hangs on; null where it stands alone. */
export function parentOf(object: CatalogObject): string | null {
  if (object.schema !== null && object.parent !== null) return `${object.schema}.${object.parent}`;
  const { relation, ownedBy } = object.attributes;
  if (typeof relation === 'string') return relation;
  return typeof ownedBy === 'string' ? ownedBy.slice(0, ownedBy.lastIndexOf('.')) : null;
}

export function columnsOf(object: CatalogObject): string {
  return JSON.stringify(attributeOf(object, 'columns'));
}
