/** Differences that the base branch has as well: a snapshot takes over what the one before it got wrong, and SQL that is merged stays. */
import { nameOf, type AttributeDifference, type Difference } from '../../model/catalog.js';
import type { Facts } from '../../model/facts.js';
import { valueOf } from '../../model/gathered.js';

/** Whether the base branch differs in the same, so that nobody who works on top of it has brought it. */
export function isInherited(difference: Difference, { inherited }: Pick<Facts, 'inherited'>): boolean {
  return inherited.some((merged) => covers(merged, difference));
}

/** The end of a message; empty: the difference is new, or the base is not known. */
export function sayInherited(difference: Difference, facts: Pick<Facts, 'inherited' | 'base'>): string {
  return isInherited(difference, facts) ? `, already on ${valueOf(facts.base)?.ref ?? 'the base branch'}` : '';
}

function covers(merged: Difference, { change, expected, actual, attributes }: Difference): boolean {
  const isSame = sameObject(merged.expected, expected) && sameObject(merged.actual, actual);
  if (merged.change !== change || !isSame) return false;
  const known = new Set(merged.attributes.map(textOf));
  return change !== 'changed' || attributes.every((attribute) => known.has(textOf(attribute)));
}

function sameObject(left: Difference['expected'], right: Difference['expected']): boolean {
  return left === null || right === null ? left === right : nameOf(left) === nameOf(right);
}

function textOf({ attribute, expected, actual }: AttributeDifference): string {
  return JSON.stringify([attribute, expected, actual]);
}
