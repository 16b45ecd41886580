import { defineCheck } from '../../model/check.js';
import { addEntry } from './journal-edits.js';
import { pairFiles, tagOf } from './pair-files.js';
import { firstLineOf } from './places.js';
import { shellWord } from './shell.js';
import { weighFile } from './weigh.js';

export default defineCheck({
  code: 'history/orphan-file',
  severity: 'error',
  title: 'An SQL file has no journal entry',
  why: 'Drizzle runs what the journal lists and nothing else: this file is never executed, anywhere, and nothing says so.',

  *find(facts) {
    const { history } = facts;
    // Without a journal every file is an orphan, which says nothing.
    if (history.journal?.defect && history.entries.length === 0) return;
    let added = 0;
    for (const file of pairFiles(history).orphans) {
      const severity = weighFile(facts, file.path);
      const tag = tagOf(history, file);
      yield {
        message: `"${file.path}" has no journal entry`,
        at: firstLineOf(file),
        severity,
        hint: `Add an entry with "tag": "${tag}" at the end of the journal, or delete the file: git rm -- ${shellWord(file.path)}`,
        ...(severity === 'error' && isNamedByKit(tag) ? addEntry(facts, tag, added++) : {}),
      };
    }
  },
});

/** What looks otherwise may be kept beside the migrations for another purpose, such as `0004_orders.down`. */
function isNamedByKit(tag: string): boolean {
  return /^\d+_\w+$/.test(tag);
}
