import { defineCheck } from '../../model/check.js';
import { pairFiles, tagOf } from './pair-files.js';
import { firstLineOf } from './places.js';
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
    for (const file of pairFiles(history).orphans) {
      yield {
        message: `"${file.path}" has no journal entry`,
        at: firstLineOf(file),
        severity: weighFile(facts, file.path),
        hint: `Add an entry with "tag": "${tagOf(history, file)}" at the end of the journal, or delete the file: git rm ${file.path}`,
      };
    }
  },
});
