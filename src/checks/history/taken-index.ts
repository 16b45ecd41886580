import type { Base } from '../../model/base.js';
import { defineCheck } from '../../model/check.js';
import type { Entry, History } from '../../model/history.js';
import { comparableBase, findEntry } from './merged.js';
import { placeOfEntry } from './places.js';
import { sayRegenerate } from './regenerate.js';

export default defineCheck({
  code: 'history/taken-index',
  severity: 'warning',
  title: 'The base branch gave this idx to another entry',
  why: 'Both branches wrote the same lines of the journal and the same snapshot file, so the merge will conflict; whoever resolves it by hand keeps one of two snapshots, and the next generated migration repeats or reverts the other one.',

  *find(facts) {
    const { history } = facts;
    const base = comparableBase(facts);
    if (base === null || history.layout === 'folders') return;
    for (const entry of history.entries) {
      const other = findTaken(entry, history, base);
      if (other === null || entry.tag === null || !facts.newTags?.includes(entry.tag)) continue;
      yield {
        message: `"${entry.tag}" has the idx ${entry.index} that ${base.ref} gave to "${other.tag}"`,
        at: placeOfEntry(history, entry, 'idx'),
        hint: sayRegenerate(facts, entry),
      };
    }
  },
});

/** What was merged meanwhile under that number; where this branch has it too, it is `duplicate-index`. */
function findTaken({ index }: Entry, history: History, { atTip, atMergeBase }: Base): Entry | null {
  const isMeanwhile = ({ tag }: Entry) => findEntry(atMergeBase, tag) === null && findEntry(history, tag) === null;
  return atTip?.entries.find((each) => index !== null && each.index === index && isMeanwhile(each)) ?? null;
}
