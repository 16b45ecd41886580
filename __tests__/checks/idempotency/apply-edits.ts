/** Applies text edits, each distinct one once. */
import type { Edit } from '../../../src/model/finding.js';

export function applyEdits(text: string, edits: readonly Edit[]): string {
  const lines = text.split('\n');
  const offset = (line: number, column: number) =>
    lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  const distinct = new Map(edits.map((edit) => [JSON.stringify(edit), edit]));
  const placed = [...distinct.values()].map((edit) => ({
    start: offset(edit.line, edit.column),
    end: offset(edit.endLine, edit.endColumn),
    text: edit.text,
  }));
  placed.sort((left, right) => right.start - left.start);
  return placed.reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}
