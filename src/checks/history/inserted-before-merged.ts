import { defineCheck } from '../../model/check.js';
import { comparableBase, findEntry } from './merged.js';
import { placeOfEntry } from './places.js';
import { shellWord } from './shell.js';
import { wouldSkip } from './would-skip.js';

export default defineCheck({
  code: 'history/inserted-before-merged',
  severity: 'error',
  title: 'A new migration stands before a merged one',
  why: 'Databases that exist run it last, new ones run it earlier: two orders, of which no test on an empty database sees the one that is deployed.',

  *find(facts) {
    const { history } = facts;
    const base = comparableBase(facts);
    if (base === null) return;
    const lastMerged = history.entries.findLast(({ tag }) => findEntry(base.atMergeBase, tag) !== null);
    const skipped = new Set(wouldSkip(facts).map(({ migration }) => migration.tag));
    for (const entry of history.entries.slice(0, lastMerged?.position ?? 0)) {
      const { tag } = entry;
      if (tag === null || !facts.newTags?.includes(tag) || skipped.has(tag)) continue;
      yield {
        message: `new migration "${tag}" stands before "${lastMerged?.tag}", which is merged`,
        at: placeOfEntry(history, entry),
        // 1.0 does run it, in the order of what is pending; drizzle-kit names folders so when branches live side by side.
        ...(history.layout === 'folders' ? { severity: 'warning' as const } : {}),
        hint:
          history.layout === 'folders'
            ? `Delete its folder and generate it again, which gives it a later time: git rm -r -- ${shellWord(`${history.folder}/${tag}`)}`
            : 'Move the entry to the end of the journal, with the next idx and a later "when".',
      };
    }
  },
});
