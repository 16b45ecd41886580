/** Text edits: the inverse of `locate`. */
import type { Edit, Span } from './finding.js';

/** The text with these edits, which must not overlap; the same edit twice counts once, insertions at one place keep their order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const distinct = new Map(edits.map((edit) => [JSON.stringify(edit), edit]));
  const placed = [...distinct.values()].map((edit) => ({ ...spanOf(text, edit), text: edit.text }));
  placed.sort((left, right) => left.start - right.start);
  let result = '';
  let from = 0;
  for (const edit of placed) {
    result += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return result + text.slice(from);
}

/** Whether both change the same characters; insertions at one place do not. */
export function overlap(left: Edit, right: Edit): boolean {
  if (left.file !== right.file) return false;
  const [first, second] = isBefore(left, right) ? [left, right] : [right, left];
  return comparePlaces([second.line, second.column], [first.endLine, first.endColumn]) < 0;
}

function isBefore(left: Edit, right: Edit): boolean {
  return comparePlaces([left.line, left.column], [right.line, right.column]) <= 0;
}

type Position = readonly [line: number, column: number];

function comparePlaces([line, column]: Position, [otherLine, otherColumn]: Position): number {
  return line - otherLine || column - otherColumn;
}

/** The range of the text that an edit replaces. */
export function spanOf(text: string, edit: Edit): Span {
  return { start: offsetAt(text, edit.line, edit.column), end: offsetAt(text, edit.endLine, edit.endColumn) };
}

function offsetAt(text: string, line: number, column: number): number {
  let start = 0;
  for (let each = 1; each < line; each++) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}
