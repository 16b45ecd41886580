/** Edits that make the journal say what the files do. */
import type { Facts } from '../../model/facts.js';
import type { Fix } from '../../model/finding.js';
import { valueOf } from '../../model/gathered.js';
import { migrationsOf, type Entry, type History } from '../../model/history.js';
import { locate } from '../../model/locate.js';
import { placeOfEntry } from './places.js';

/** Appends an entry as drizzle-kit writes it; `number` counts those that are added together, from 0. */
export function addEntry(facts: Facts, tag: string, number: number): { readonly fix?: Fix } {
  const { journal, entries } = facts.history;
  const last = entries.at(-1);
  if (journal === null || !last?.span) return {};
  const indent = /[ \t]*$/.exec(journal.source.text.slice(0, last.span.start))?.[0] ?? '';
  const entry = {
    idx: Math.max(...entries.map(({ index }) => index ?? -1)) + 1 + number,
    version: journal.version ?? '7',
    when: timeAfter(facts) + number,
    tag,
    breakpoints: true,
  };
  const text = JSON.stringify(entry, null, 2).replaceAll('\n', `\n${indent}`);
  const edit = {
    ...locate(journal.source, { start: last.span.end, end: last.span.end }),
    text: `,\n${indent}${text}`,
  };
  return { fix: { title: `Add an entry for "${tag}"`, safety: 'safe', edits: [edit] } };
}

/** Now, or just above every \`when\` that a database may have applied. */
function timeAfter({ now, history, base }: Facts): number {
  const atTip = valueOf(base)?.atTip ?? null;
  const merged = atTip === null ? [] : migrationsOf(atTip);
  return Math.max(now, ...[...migrationsOf(history), ...merged].map(({ when }) => (when ?? 0) + 1));
}

/** Names the file that is there. Nothing runs without, so that no database can have applied the entry under this tag. */
export function setTag(history: History, entry: Entry, tag: string): { readonly fix?: Fix } {
  const place = placeOfEntry(history, entry, 'tag');
  if (!('source' in place) || entry.span === null) return {};
  const { start } = entry.span;
  const isThere = place.span !== entry.span;
  const span = isThere ? place.span : { start: start + 1, end: start + 1 };
  const text = `"tag": ${JSON.stringify(tag)}${isThere ? '' : ', '}`;
  const edit = { ...locate(place.source, span), text };
  return { fix: { title: `Set the tag to "${tag}"`, safety: 'safe', edits: [edit] } };
}
