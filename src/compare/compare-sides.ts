/** The three comparisons that drift is judged by. */
import type { Catalog, Difference } from '../model/catalog.js';
import type { CatalogFacts, DriftFacts } from '../model/facts.js';
import { valueOf, type Gathered } from '../model/gathered.js';
import { compareCatalogs } from './compare-catalogs.js';

/** Each pair of catalogs as far as both are there, in the scope of what Drizzle can state. */
export function compareSides({
  declared,
  recorded,
  replayed,
}: Pick<CatalogFacts, 'declared' | 'recorded' | 'replayed'>): DriftFacts {
  return {
    declaredReplayed: compare(declared, replayed),
    declaredRecorded: compare(declared, recorded),
    recordedReplayed: compare(recorded, replayed),
  };
}

function compare(expected: Gathered<Catalog>, actual: Gathered<Catalog>): readonly Difference[] | null {
  const [left, right] = [valueOf(expected), valueOf(actual)];
  return left === null || right === null ? null : compareCatalogs(left, right, 'drizzle');
}
