/** How much a difference matters to whoever runs the application. */
import type { Difference } from '../../model/catalog.js';
import type { Severity } from '../../model/finding.js';

const RESTRICTING: ReadonlySet<string> = new Set(['unique', 'foreign key', 'check', 'primary key']);

/** What only the database has does no harm, unless it refuses rows that the schema lets through. */
export function weigh({ change, kind, actual }: Difference): Severity {
  if (change !== 'extra' || actual === null) return 'error';
  const { notNull, default: fallback, identity, generated, unique } = actual.attributes;
  const mustBeGiven = notNull === true && [fallback, identity, generated].every((value) => value === null);
  return RESTRICTING.has(kind) || mustBeGiven || unique === true ? 'error' : 'warning';
}
