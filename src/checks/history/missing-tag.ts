import { defineCheck } from '../../model/check.js';
import type { Entry, History } from '../../model/history.js';
import { setTag } from './journal-edits.js';
import { pairFiles, tagOf } from './pair-files.js';
import { nameOfEntry, placeOfEntry } from './places.js';

export default defineCheck({
  code: 'history/missing-tag',
  severity: 'error',
  title: 'A journal entry names no file',
  why: 'Drizzle makes the file name from the tag, looks for "undefined.sql" and stops before any migration runs.',

  *find({ history }) {
    const { untagged } = pairFiles(history);
    for (const entry of history.entries.filter(({ tag }) => tag === null)) {
      const file = untagged.find((pair) => pair.entry === entry)?.file;
      yield {
        message: `${nameOfEntry(entry)} has no tag`,
        at: placeOfEntry(history, entry, 'tag'),
        evidence: [{ kind: 'text', text: errorOf(history, entry) }],
        hint: file
          ? `Add the tag of the file that is there: "tag": "${tagOf(history, file)}"`
          : 'Add the tag, which is the name of its SQL file without ".sql", or delete the entry.',
        ...(file ? setTag(history, entry, tagOf(history, file)) : {}),
      };
    }
  },
});

/** What `readMigrationFiles` of drizzle-orm 0.x throws: it pastes whatever the tag is into the path. */
function errorOf({ folder, journal }: History, { span }: Entry): string {
  const written: unknown = span && journal ? JSON.parse(journal.source.text.slice(span.start, span.end)) : {};
  if (written === null) return "TypeError: Cannot read properties of null (reading 'tag')";
  try {
    const tag = String((written as { readonly tag?: unknown }).tag);
    return `Error: No file ./${folder}/${tag}.sql found in ./${folder} folder`;
  } catch (error) {
    // An object with a `toString` of its own has no text: Drizzle stops at the same error.
    return String(error);
  }
}
