/** What a guarded statement asks for, against what was there already. */
import type { Catalog, Difference, ObjectKind } from '../model/catalog.js';
import { compareCatalogs } from './compare-catalogs.js';
import type { Reasons } from './kind-rules.js';
import { RULES } from './rules.js';

/** Attributes that the statement which creates the object does not decide, or not alone. */
const DECIDED_ELSEWHERE: Partial<Record<ObjectKind, Reasons>> = {
  table: {
    rowSecurity: 'enabled by a statement of its own',
    forceRowSecurity: 'forced by a statement of its own',
  },
  column: { identitySequence: 'keeps its name when the table is renamed' },
  'foreign key': { validated: 'validated by a statement of its own' },
  check: { validated: 'validated by a statement of its own' },
  sequence: { ownedBy: 'set by a statement of its own', persistence: 'set by a statement of its own' },
  trigger: { enabled: 'set by a statement of its own' },
};

/**
 * What `asked` has and `found` has not or has otherwise, names that nobody has to choose aside. Of what only `found` has,
 * columns alone count: keys, indexes and policies may be the work of other statements.
 */
export function compareGuarded(asked: Catalog, found: Catalog): readonly Difference[] {
  return compareCatalogs(asked, found, 'deployed').flatMap((difference) => {
    if (difference.change === 'missing') return difference;
    if (difference.change === 'extra') return difference.kind === 'column' ? difference : [];
    const attributes = difference.attributes.filter(({ attribute }) => isDecided(attribute, difference));
    return attributes.length === 0 ? [] : { ...difference, attributes };
  });
}

function isDecided(attribute: string, { kind, expected, actual }: Difference): boolean {
  if (attribute === 'name' || attribute in (DECIDED_ELSEWHERE[kind] ?? {})) return false;
  return expected === null || actual === null || RULES[kind].isSame?.(attribute, expected, actual) !== true;
}
