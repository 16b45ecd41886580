/** A catalog by key, and what belongs to what in it. */
import type { Catalog, CatalogObject } from '../model/catalog.js';
import { nameOf } from '../model/catalog.js';
import { attributeOf } from './kind-rules.js';
import { RULES } from './rules.js';

const WHOLES: ReadonlySet<string> = new Set(['table', 'view', 'materialized view', 'foreign table', 'publication']);

export interface CatalogIndex {
  readonly byKey: ReadonlyMap<string, CatalogObject>;
  /** Tables, views and what else has parts, by `schema.name`. */
  readonly wholes: ReadonlyMap<string, CatalogObject>;
  /** Columns of the primary key, as JSON, by `schema.table`. */
  readonly primaryKeys: ReadonlyMap<string, string>;
}

/** By what the same object is found in another catalog. */
export function keyOf(object: CatalogObject): string {
  return nameOf(RULES[object.kind].onePerTable ? { ...object, name: '' } : object);
}

export function indexCatalog(catalog: Catalog): CatalogIndex {
  const byKey = new Map<string, CatalogObject>();
  const wholes = new Map<string, CatalogObject>();
  const primaryKeys = new Map<string, string>();
  for (const object of catalog.objects) {
    byKey.set(keyOf(object), object);
    if (isWhole(object)) wholes.set(`${object.schema}.${object.name}`, object);
    if (object.kind === 'primary key') primaryKeys.set(parentOf(object) ?? '', columnsOf(object));
  }
  return { byKey, wholes, primaryKeys };
}

/** Whether other objects can be parts of this one. */
export function isWhole(object: CatalogObject): boolean {
  return WHOLES.has(object.kind) && object.parent === null;
}

/** `schema.name` of the whole that the object is a part of; null where it stands alone. */
export function parentOf(object: CatalogObject): string | null {
  if (object.parent !== null) return `${object.schema}.${object.parent}`;
  const { relation, ownedBy } = object.attributes;
  if (typeof relation === 'string') return relation;
  return typeof ownedBy === 'string' ? ownedBy.slice(0, ownedBy.lastIndexOf('.')) : null;
}

export function columnsOf(object: CatalogObject): string {
  return JSON.stringify(attributeOf(object, 'columns'));
}
