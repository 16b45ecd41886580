import { defineCheck } from '../../model/check.js';
import { valueOf } from '../../model/gathered.js';
import { findEntry } from './merged.js';
import { placeOfEntry } from './places.js';
import { restamp } from './restamp.js';
import { showWhen } from './when.js';
import { wouldSkip } from './would-skip.js';

export default defineCheck({
  code: 'history/skipped-on-deploy',
  severity: 'error',
  title: 'A new migration would be skipped on deploy',
  why: 'Drizzle 0.x runs only entries whose "when" is above the newest applied one. The base branch already has a newer entry, so the deploy passes over this one and reports success; only new databases get it.',

  *find(facts) {
    const { history } = facts;
    const ref = valueOf(facts.base)?.ref ?? 'the base branch';
    for (const [number, { migration, mark }] of wouldSkip(facts).entries()) {
      const entry = findEntry(history, migration.tag);
      if (entry === null) continue;
      const when = mark.when + 1 + number;
      const of = mark.tag === null ? 'the newest row of the deployed database' : `that of "${mark.tag}" on ${ref}`;
      yield {
        message: `"${migration.tag}" would be skipped: its "when" is not above ${of}`,
        at: placeOfEntry(history, entry, 'when'),
        evidence: [
          {
            kind: 'text',
            text: `${mark.tag ?? 'newest row'}: ${showWhen(mark.when)}\n${migration.tag}: ${showWhen(migration.when ?? 0)}`,
          },
        ],
        hint: `Merge ${ref} into this branch, then set "when" of "${migration.tag}" to ${when}.`,
        ...restamp(facts, entry, when),
      };
    }
  },
});
