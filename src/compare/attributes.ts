/** Attribute by attribute. */
import type { AttributeDifference, AttributeValue, CatalogObject } from '../model/catalog.js';
import { attributeOf, type Scope } from './kind-rules.js';
import { isOfPlatform } from './of-platform.js';
import { RULES } from './rules.js';

/** What differs between two objects of one kind, as far as the scope looks. */
export function differingAttributes(
  expected: CatalogObject,
  actual: CatalogObject,
  scope: Scope,
): AttributeDifference[] {
  const { isSame, lastResort } = RULES[expected.kind];
  const consequences = consequencesOf(expected, actual);
  const differing = comparedAttributes(expected, scope).filter(
    (attribute) =>
      !consequences.has(attribute) &&
      !isEqual(attributeOf(expected, attribute), attributeOf(actual, attribute)) &&
      !(scope === 'drizzle' && isSame?.(attribute, expected, actual)),
  );
  if (differing.length === 0 && scope !== 'drizzle' && lastResort !== undefined) {
    if (attributeOf(expected, lastResort) !== attributeOf(actual, lastResort)) differing.push(lastResort);
  }
  return differing.map((attribute) => ({
    attribute,
    expected: attributeOf(expected, attribute),
    actual: attributeOf(actual, attribute),
  }));
}

function consequencesOf(expected: CatalogObject, actual: CatalogObject): ReadonlySet<string> {
  const isAbsent = (attribute: string) => [expected, actual].some((side) => attributeOf(side, attribute) === null);
  const consequences = Object.entries(RULES[expected.kind].consequences ?? {});
  return new Set(consequences.flatMap(([cause, effects]) => (isAbsent(cause) ? effects : [])));
}

/** The attributes of an object that only one side has, as far as the scope looks and as far as they say something. */
export function ownAttributes(object: CatalogObject, side: 'expected' | 'actual', scope: Scope): AttributeDifference[] {
  return comparedAttributes(object, scope)
    .map((attribute) => ({ attribute, value: attributeOf(object, attribute) }))
    .filter(({ attribute, value }) => attribute !== 'name' && value !== null && value !== false)
    .map(({ attribute, value }) => ({ attribute, expected: null, actual: null, [side]: value }));
}

/** What the scope looks at, the text of last resort aside. Both sides come from one reader, so both have the same attributes. */
export function comparedAttributes(object: CatalogObject, scope: Scope): string[] {
  const { ignored = {}, beyondDrizzle = {}, lastResort, onePerTable = false } = RULES[object.kind];
  const read = Object.keys(object.attributes).filter(
    (name) =>
      name !== lastResort &&
      !(name in ignored) &&
      !(scope === 'drizzle' && name in beyondDrizzle) &&
      !(scope === 'deployed' && isOfPlatform(object.kind, name)),
  );
  return onePerTable ? ['name', ...read] : read;
}

function isEqual(a: AttributeValue, b: AttributeValue): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
}
