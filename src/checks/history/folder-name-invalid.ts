import { defineCheck } from '../../model/check.js';
import { placeOfEntry } from './places.js';
import { shellWord } from './shell.js';

export default defineCheck({
  code: 'history/folder-name-invalid',
  severity: 'error',
  title: 'A migration folder does not start with a time',
  why: 'Drizzle 1.0 reads "created_at" from the first 14 characters: it runs the SQL, stores NaN, fails with 22P02 and rolls everything back.',

  *find({ history }) {
    if (history.layout === 'journal') return;
    for (const entry of history.entries.filter(({ rawWhen }) => Number.isNaN(rawWhen))) {
      const folder = `${history.folder}/${entry.tag}`;
      yield {
        message: `folder "${entry.tag}" does not start with a time`,
        at: placeOfEntry(history, entry),
        hint: `Rename it to the UTC time at which it was made: git mv -- ${shellWord(folder)} ${shellWord(history.folder)}/<YYYYMMDDHHMMSS>_${shellWord(entry.tag ?? '')}`,
      };
    }
  },
});
