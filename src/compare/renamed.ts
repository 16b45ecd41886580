/** Finds the objects that are the same on both sides under two names. */
import type { CatalogObject } from '../model/catalog.js';
import { comparedAttributes } from './attributes.js';
import { parentOf } from './catalog-index.js';
import { attributeOf, type Scope } from './kind-rules.js';
import { RULES } from './rules.js';

export interface Renamed {
  readonly missing: readonly CatalogObject[];
  readonly extra: readonly CatalogObject[];
  /** Expected first. */
  readonly pairs: readonly (readonly [CatalogObject, CatalogObject])[];
}

/** Takes constraints and indexes of one table that differ in nothing but the name out of the two lists and pairs them. */
export function pairRenamed(missing: readonly CatalogObject[], extra: readonly CatalogObject[], scope: Scope): Renamed {
  const waiting = new Map<string, CatalogObject[]>();
  for (const object of extra.filter(canBeRenamed)) {
    const signature = signatureOf(object, scope);
    waiting.set(signature, [...(waiting.get(signature) ?? []), object]);
  }
  const pairs = missing.filter(canBeRenamed).flatMap((object): [CatalogObject, CatalogObject][] => {
    const twin = waiting.get(signatureOf(object, scope))?.shift();
    return twin === undefined ? [] : [[object, twin]];
  });
  const paired = new Set(pairs.flat());
  return {
    missing: missing.filter((object) => !paired.has(object)),
    extra: extra.filter((object) => !paired.has(object)),
    pairs,
  };
}

function canBeRenamed(object: CatalogObject): boolean {
  return RULES[object.kind].canBeRenamed ?? false;
}

/** All that counts but the name, which the printed text of an index holds as well. */
function signatureOf(object: CatalogObject, scope: Scope): string {
  const text = scope !== 'drizzle' && object.kind !== 'index' ? attributeOf(object, 'definition') : null;
  const values = comparedAttributes(object, scope).map((attribute) => attributeOf(object, attribute));
  return JSON.stringify([object.kind, parentOf(object), values, text]);
}
