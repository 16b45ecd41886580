import { defineCheck } from '../../model/check.js';
import { setTag } from './journal-edits.js';
import { pairFiles, tagOf } from './pair-files.js';
import { placeOfEntry } from './places.js';
import { shellWord } from './shell.js';

export default defineCheck({
  code: 'history/renamed-file',
  severity: 'error',
  title: 'An SQL file and its entry have different names',
  why: 'Drizzle finds a file by the tag of its entry alone: it stops before any migration runs, although the file is there.',

  *find({ history, newTags }) {
    for (const { entry, file } of pairFiles(history).renamed) {
      yield {
        message: `entry "${entry.tag}" has no file, and "${tagOf(history, file)}.sql" has no entry`,
        at: placeOfEntry(history, entry, 'tag'),
        evidence: [
          { kind: 'difference', attribute: 'file', expected: `${history.folder}/${entry.tag}.sql`, actual: file.path },
        ],
        hint: `Give the file its name back: git mv -- ${shellWord(file.path)} ${shellWord(`${history.folder}/${entry.tag}.sql`)}`,
        ...(entry.tag !== null && newTags?.includes(entry.tag) ? setTag(history, entry, tagOf(history, file)) : {}),
      };
    }
  },
});
