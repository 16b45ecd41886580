import type { Difference } from '../model/catalog.js';

/** The same difference seen from the other side: what is, is what is expected. */
export function turn(difference: Difference): Difference {
  const { expected, actual, change, attributes } = difference;
  const turned = { missing: 'extra', extra: 'missing', changed: 'changed' } as const;
  return {
    ...difference,
    change: turned[change],
    expected: actual,
    actual: expected,
    attributes: attributes.map((each) => ({ ...each, expected: each.actual, actual: each.expected })),
  };
}
