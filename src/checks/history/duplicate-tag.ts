import { defineCheck } from '../../model/check.js';
import type { Facts } from '../../model/facts.js';
import type { Severity } from '../../model/finding.js';
import type { Entry, History } from '../../model/history.js';
import { comparableBase } from './merged.js';
import { placeOfEntry } from './places.js';

export default defineCheck({
  code: 'history/duplicate-tag',
  severity: 'error',
  title: 'Two entries name one file',
  why: 'A new environment runs the file twice, which fails at the first CREATE (42P07); an existing one runs it again if the second "when" is the larger one.',

  *find(facts) {
    const { history } = facts;
    const firsts = new Map<string, Entry>();
    for (const entry of history.entries) {
      if (entry.tag === null) continue;
      const first = firsts.get(entry.tag);
      if (first === undefined) {
        firsts.set(entry.tag, entry);
        continue;
      }
      yield {
        message: `tag "${entry.tag}" stands in entries ${first.position + 1} and ${entry.position + 1} of the journal`,
        at: placeOfEntry(history, entry, 'tag'),
        severity: severityOf(entry.tag, facts),
        hint: 'Delete the second entry, or give it the tag of the file that it was meant for.',
      };
    }
  },
});

/** By how often both sides have the tag: that of a merged entry is no new tag where the pull request repeats it. */
function severityOf(tag: string, facts: Facts): Severity {
  const merged = comparableBase(facts)?.atMergeBase ?? null;
  return merged !== null && count(merged, tag) >= count(facts.history, tag) ? 'warning' : 'error';
}

function count({ entries }: History, tag: string): number {
  return entries.filter((entry) => entry.tag === tag).length;
}
