/** How the DDL of one kind is written. */
import type { Catalog, CatalogObject, Difference } from '../../model/catalog.js';
import { quoteIdentifier } from '../../model/quote.js';

/** Each function gives statements without semicolon, in the order in which they run. */
export interface Renderer {
  /** `catalog` is where the object stands, with the parts that it needs. */
  readonly create: (object: CatalogObject, catalog: Catalog) => string[];
  readonly drop: (object: CatalogObject) => string[];
  /** null: there is no statement that would do it and keep the data. */
  readonly alter: (change: Change) => string[] | null;
}

/** A difference of which both sides exist. */
export interface Change {
  readonly expected: CatalogObject;
  readonly actual: CatalogObject;
  /** The differing attributes by name. */
  readonly differing: ReadonlySet<string>;
  readonly catalog: Catalog;
}

export function changeOf({ expected, actual, attributes }: Difference, catalog: Catalog): Change | null {
  if (expected === null || actual === null) return null;
  return { expected, actual, catalog, differing: new Set(attributes.map(({ attribute }) => attribute)) };
}

/** `"schema"."name"` of an object that lives in a schema by itself. */
export function qualified(object: CatalogObject): string {
  return quoteIdentifier(...path(object.schema), object.name);
}

/** `"schema"."table"` of what the object hangs on. */
export function tableOf(object: CatalogObject): string {
  return quoteIdentifier(...path(object.schema), ...path(object.parent));
}

/** An attribute that is a text, or null. */
export function textOf(object: CatalogObject, attribute: string): string | null {
  const value = object.attributes[attribute];
  return typeof value === 'string' ? value : null;
}

/** An attribute that is a list; empty where it is null. */
export function listOf(object: CatalogObject, attribute: string): readonly string[] {
  const value = object.attributes[attribute];
  return typeof value === 'object' && value !== null ? value : [];
}

/** For kinds of which nothing but the existence can be mended: drop and create. */
export function replaceBy({ create, drop }: Pick<Renderer, 'create' | 'drop'>): Renderer['alter'] {
  return ({ expected, actual, catalog }) => [...drop(actual), ...create(expected, catalog)];
}

function path(name: string | null): string[] {
  return name === null ? [] : [name];
}
