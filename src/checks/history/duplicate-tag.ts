import { defineCheck } from '../../model/check.js';
import type { Entry } from '../../model/history.js';
import { placeOfEntry } from './places.js';

export default defineCheck({
  code: 'history/duplicate-tag',
  severity: 'error',
  title: 'Two entries name one file',
  why: 'A new environment runs the file twice, which fails at the first CREATE (42P07); an existing one runs it again if the second "when" is the larger one.',

  *find({ history }) {
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
        hint: 'Delete the second entry, or give it the tag of the file that it was meant for.',
      };
    }
  },
});
