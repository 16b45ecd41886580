/** Differences in the words of a person. */
import type { Difference } from '../../src/model/catalog.js';

/** As in `changed column public.orders.total type default`: attributes only where both sides have the object. */
export function summarize(differences: readonly Difference[]): string[] {
  return differences.map(({ change, object, attributes }) =>
    summaryOf({ change, object, attributes: change === 'changed' ? attributes.map(({ attribute }) => attribute) : [] }),
  );
}

export function summaryOf({
  change,
  object,
  attributes = [],
}: Pick<Difference, 'change' | 'object'> & { readonly attributes?: readonly string[] }): string {
  return [change, object, ...attributes].join(' ');
}
