import { defineCheck } from '../../model/check.js';
import type { Facts } from '../../model/facts.js';
import type { MatchedEntry } from '../../model/tracker.js';
import { findEntry } from '../history/merged.js';
import { placeOfEntry } from '../history/places.js';
import { deployedIn, evidenceOfRows, timeOf } from './rows.js';

export default defineCheck({
  code: 'tracker/restamped-row',
  severity: 'warning',
  title: 'An applied migration has another time or name in the tracker',
  why: 'Drizzle 0.x knows migrations by their time and 1.0 by their name: under another one the migration runs a second time, or its row hides others.',

  *find(facts) {
    const next = new Set(deployedIn(facts)?.match.next?.map(({ tag }) => tag));
    for (const { migration, rows } of restamped(facts)) {
      const entry = findEntry(facts.history, migration.tag);
      if (entry === null) continue;
      const runsAgain = next.has(migration.tag);
      yield {
        message: `"${migration.tag}" is applied under another ${facts.history.layout === 'journal' ? 'time' : 'name'}${runsAgain ? ', and the next deploy runs it again' : ''}`,
        at: placeOfEntry(facts.history, entry, 'when'),
        ...(runsAgain ? { severity: 'error' as const } : {}),
        evidence: evidenceOfRows(rows),
        hint: 'Bring the entry back to what the tracker has; or, if the entry is right, have the row corrected: drizzle-gatekeeper repair',
      };
    }
  },
});

/** A time that is missing, no number or of another unit has a finding of its own. */
function restamped(facts: Facts): readonly MatchedEntry[] {
  const entries = (deployedIn(facts)?.match.entries ?? []).filter(({ state }) => state === 'restamped');
  if (facts.history.layout === 'folders') return entries.filter(({ rows }) => rows.some(({ name }) => name !== null));
  return entries.filter(({ rows }) => rows.some((row) => timeOf(row) !== null));
}
