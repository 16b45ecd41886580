/** Where faults of a history are shown. */
import type { Place } from '../../model/check.js';
import type { Span } from '../../model/finding.js';
import type { Entry, History, SourceFile } from '../../model/history.js';

/** The top of a file, as a place for what concerns all of it. */
export function topOf(path: string): Place {
  return { file: path, line: 1, column: 1, endLine: 1, endColumn: 1 };
}

/** The first line of a file. */
export function firstLineOf(source: SourceFile): Place {
  return { source, span: { start: 0, end: /^[^\r\n]*/.exec(source.text)?.[0].length ?? 0 } };
}

/** The entry in the journal, or one of its members if it has it; in the folder layout the SQL file. */
export function placeOfEntry(history: History, entry: Entry, member?: 'idx' | 'tag' | 'when'): Place {
  const { journal } = history;
  if (journal === null) return topOf(`${history.folder}/${entry.tag ?? ''}/migration.sql`);
  if (entry.span === null) return topOf(journal.source.path);
  return { source: journal.source, span: (member && findMember(journal.source, entry.span, member)) ?? entry.span };
}

function findMember(source: SourceFile, entry: Span, member: string): Span | null {
  const pattern = new RegExp(String.raw`"${member}"\s*:\s*(?:"[^"]*"|[^,}\s]+)`);
  const found = pattern.exec(source.text.slice(entry.start, entry.end));
  return found && { start: entry.start + found.index, end: entry.start + found.index + found[0].length };
}

/** For messages: the tag in quotes, or the number of the entry from 1. */
export function nameOfEntry(entry: Entry): string {
  return entry.tag === null ? `entry ${entry.position + 1} of the journal` : `"${entry.tag}"`;
}
