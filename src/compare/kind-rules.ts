/** What makes two objects of one kind alike. */
import type { AttributeValue, CatalogObject } from '../model/catalog.js';

/** Attributes left out of a comparison, each with the reason. */
export type Reasons = Readonly<Record<string, string>>;

/**
 * `all`: everything that the reader reads. `drizzle`: what Drizzle's schema definitions can state, so that nothing which
 * can live only in hand-written SQL is taken for drift. `deployed`: what migrations decide, and not whoever runs the
 * database (`of-platform.ts`).
 */
export type Scope = 'drizzle' | 'deployed' | 'all';

export interface KindRules {
  /** Why Drizzle cannot state such an object at all. */
  readonly unmanaged?: string;
  /** false: Drizzle can state objects of this kind, but not this one. Absent: it can state every one. */
  readonly isExpressible?: (object: CatalogObject) => boolean;
  /** Why one that only the actual side has is no drift, although Drizzle could state it. */
  readonly extraIsFine?: string;
  /** Attributes that are never compared. */
  readonly ignored?: Reasons;
  /** Attributes that Drizzle cannot state: left out in scope `drizzle`. */
  readonly beyondDrizzle?: Reasons;
  /** Text that Postgres prints for the whole object: compared, but in scope `drizzle`, where nothing else differs. */
  readonly lastResort?: string;
  /** What follows from an attribute that is null on one side: not listed beside it. */
  readonly consequences?: Readonly<Record<string, readonly string[]>>;
  /** Two ways to write the same, in scope `drizzle`; only asked where the values differ. */
  readonly isSame?: (attribute: string, expected: CatalogObject, actual: CatalogObject) => boolean;
  /** One per table at most: found by its table, and its name is an attribute like any other. */
  readonly onePerTable?: boolean;
  /** Two objects that differ in nothing but the name are one object with two names. */
  readonly canBeRenamed?: boolean;
}

export const OWNER = 'Drizzle knows no owners; who runs a migration owns what it creates';
export const PLACE = 'Drizzle knows no tablespaces';

/** An attribute; null where the object does not have it. */
export function attributeOf(object: CatalogObject, attribute: string): AttributeValue {
  return attribute === 'name' ? object.name : (object.attributes[attribute] ?? null);
}
