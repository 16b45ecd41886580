/** The edit that gives an entry another `when`. */
import type { Fix } from '../../model/finding.js';
import type { Entry, History } from '../../model/history.js';
import { locate } from '../../model/locate.js';
import { placeOfEntry } from './places.js';

/** To be looked at before it is taken: it is right only while no database has applied the entry. */
export function restamp(history: History, entry: Entry, when: number): { readonly fix?: Fix } {
  const place = placeOfEntry(history, entry, 'when');
  if (!('source' in place) || place.span === entry.span) return {};
  const edit = { ...locate(place.source, place.span), text: `"when": ${when}` };
  return { fix: { title: `Set "when" of "${entry.tag}" to ${when}`, safety: 'review', edits: [edit] } };
}
