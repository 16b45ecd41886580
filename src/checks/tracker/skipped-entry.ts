import { defineCheck } from '../../model/check.js';
import type { Facts } from '../../model/facts.js';
import { unitOf, showWhen } from '../history/when.js';
import { wouldSkip } from '../history/would-skip.js';
import { findEntry } from '../history/merged.js';
import { placeOfEntry } from '../history/places.js';
import { deployedIn, rowsIn } from './rows.js';

export default defineCheck({
  code: 'tracker/skipped-entry',
  severity: 'error',
  title: 'The deployed database lacks a migration and will not get it',
  why: 'Drizzle 0.x runs only entries whose "when" is above the newest row of the tracker: this one has no row and never runs there, while every deploy reports success.',

  *find(facts) {
    const mark = markOf(facts);
    if (mark === null) return;
    // What the pull request can still mend is `history/skipped-on-deploy`.
    const told = new Set(wouldSkip(facts).map(({ migration }) => migration.tag));
    for (const { migration, state } of deployedIn(facts)?.match.entries ?? []) {
      const entry = findEntry(facts.history, migration.tag);
      if (state !== 'skipped' || entry === null || told.has(migration.tag)) continue;
      yield {
        message: `"${migration.tag}" has no row in the tracker, and its "when" is not above the newest one`,
        at: placeOfEntry(facts.history, entry, 'when'),
        evidence: [
          { kind: 'text', text: `newest row: ${showWhen(mark)}\n${migration.tag}: ${showWhen(migration.when ?? 0)}` },
        ],
        hint: 'Look whether its effects are in the database: if they are, have its row written by "drizzle-gatekeeper repair"; if not, repeat its SQL in a new migration made by "npx drizzle-kit generate --custom".',
      };
    }
  },
});

/** null: there is none, or it is itself at fault, which `wrong-type` and `wrong-unit` tell. */
function markOf(facts: Facts): number | null {
  const mark = deployedIn(facts)?.match.mark ?? null;
  if (mark === null || rowsIn(facts).length === 0 || !Number.isFinite(mark)) return null;
  return unitOf(mark) === 'microseconds' ? null : mark;
}
