/** Two catalogs → differences. Pure; both were read from servers of one major version. */
import {
  nameOf,
  type AttributeDifference,
  type Catalog,
  type CatalogObject,
  type Difference,
} from '../model/catalog.js';
import { differingAttributes, ownAttributes } from './attributes.js';
import { indexCatalog, isWhole, keyOf, parentOf, type CatalogIndex } from './catalog-index.js';
import { isExpressible } from './expressible.js';
import type { Scope } from './kind-rules.js';
import { isDue, isStray } from './of-platform.js';
import { pairRenamed } from './renamed.js';
import { RULES } from './rules.js';

/**
 * All objects that the two catalogs do not have alike, sorted by name. What is missing or extra together with its table
 * is not listed again. Throws where the server majors differ, for Postgres prints the same object differently then.
 */
export function compareCatalogs(expected: Catalog, actual: Catalog, scope: Scope): Difference[] {
  if (majorOf(expected) !== majorOf(actual)) {
    throw new Error(`catalogs of PostgreSQL ${majorOf(expected)} and ${majorOf(actual)} cannot be compared`);
  }
  const left = indexCatalog(expected);
  const right = indexCatalog(actual);
  const counted = expected.objects.filter((object) => isCounted(object, left, scope));
  const missing = counted.filter((object) => !right.byKey.has(keyOf(object)));
  const extra = actual.objects.filter(
    (object) => !left.byKey.has(keyOf(object)) && isDrift(object, right, left, scope),
  );
  const renamed = pairRenamed(withoutParts(missing).sort(byName), withoutParts(extra).sort(byName), scope);
  return [
    ...renamed.missing.map((object) => difference(object, null, ownAttributes(object, 'expected', scope))),
    ...renamed.extra.map((object) => difference(null, object, ownAttributes(object, 'actual', scope))),
    ...renamed.pairs.map(([from, to]) =>
      difference(from, to, [{ attribute: 'name', expected: from.name, actual: to.name }]),
    ),
    ...counted.flatMap((object) => {
      const other = right.byKey.get(keyOf(object));
      const attributes = other === undefined ? [] : differingAttributes(object, other, scope);
      return other === undefined || attributes.length === 0 ? [] : difference(object, other, attributes);
    }),
  ].sort((a, b) => (a.object < b.object ? -1 : 1));
}

function isCounted(object: CatalogObject, expected: CatalogIndex, scope: Scope): boolean {
  if (scope === 'all') return true;
  return scope === 'deployed' ? isDue(object) : isExpressible(object, expected);
}

/** Of an object that only the actual side has. */
function isDrift(object: CatalogObject, actual: CatalogIndex, expected: CatalogIndex, scope: Scope): boolean {
  if (scope === 'all') return true;
  if (scope === 'deployed') return isStray(object, actual, expected);
  return isExpressible(object, actual) && RULES[object.kind].extraIsFine === undefined;
}

/** Servers give objects in any order; what is paired with what may not depend on it. */
function byName(a: CatalogObject, b: CatalogObject): number {
  return nameOf(a) < nameOf(b) ? -1 : 1;
}

function majorOf(catalog: Catalog): number {
  return Math.floor(catalog.serverVersion / 10_000);
}

/** Without the parts of what is in the list itself, and without the sequence of a column in the list. */
function withoutParts(objects: readonly CatalogObject[]): CatalogObject[] {
  const wholes = new Set(objects.filter(isWhole).map((object) => `${object.schema}.${object.name}`));
  const columns = new Set(
    objects.filter(({ kind }) => kind === 'column').map((object) => `${parentOf(object)}.${object.name}`),
  );
  return objects.filter((object) => {
    const { ownedBy } = object.attributes;
    return !wholes.has(parentOf(object) ?? '') && !(typeof ownedBy === 'string' && columns.has(ownedBy));
  });
}

function difference(
  expected: CatalogObject | null,
  actual: CatalogObject | null,
  attributes: readonly AttributeDifference[],
): Difference {
  const object = expected ?? actual;
  if (object === null) throw new Error('a difference needs an object');
  const change = actual === null ? 'missing' : expected === null ? 'extra' : 'changed';
  return { kind: object.kind, object: nameOf(object), change, attributes, expected, actual };
}
