/** The edit that gives an entry another `when`. */
import type { Facts } from '../../model/facts.js';
import type { Fix } from '../../model/finding.js';
import type { Entry } from '../../model/history.js';
import { locate } from '../../model/locate.js';
import { placeOfEntry } from './places.js';

/** Right only while no database has applied the entry, so that it is safe for a new one and to be looked at otherwise. */
export function restamp({ history, newTags }: Facts, entry: Entry, when: number): { readonly fix?: Fix } {
  const place = placeOfEntry(history, entry, 'when');
  if (!('source' in place) || place.span === entry.span) return {};
  const edit = { ...locate(place.source, place.span), text: `"when": ${when}` };
  const isNew = entry.tag !== null && newTags?.includes(entry.tag) === true;
  const title = `Set "when" of "${entry.tag}" to ${when}`;
  return { fix: { title, safety: isNew ? 'safe' : 'review', edits: [edit] } };
}
