import { defineCheck } from '../../model/check.js';
import { faultOf, pairFiles } from './pair-files.js';
import { placeOfEntry } from './places.js';
import { shellWord } from './shell.js';

export default defineCheck({
  code: 'history/missing-file',
  severity: 'error',
  title: 'An entry has no SQL file',
  why: 'Drizzle reads all files before it runs one, so a single missing file stops every deploy, of migrations before it too.',

  *find({ history }) {
    for (const entry of pairFiles(history).missing) {
      const path = `${history.folder}/${entry.tag}.sql`;
      yield {
        message: `there is no file "${path}" for entry "${entry.tag}"`,
        at: placeOfEntry(history, entry, 'tag'),
        hint: `Restore the file: git log --oneline --diff-filter=D -- ${shellWord(path)}, then git checkout <commit>^ -- ${shellWord(path)}`,
      };
    }
    for (const entry of history.entries) {
      const fault = faultOf(history, entry);
      if (fault === null) continue;
      yield {
        message: `the file of "${entry.tag}" cannot be read: ${fault}`,
        at: placeOfEntry(history, entry, 'tag'),
        hint: 'Put a regular, readable SQL file in its place.',
      };
    }
  },
});
