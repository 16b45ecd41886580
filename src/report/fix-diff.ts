/** A fix as a reader wants to see it: the lines that go, and the lines that come. */
import type { Edit, Fix } from '../model/finding.js';
import type { Sources } from './sources.js';

export interface Hunk {
  readonly file: string;
  /** The first line that changes, in the file as it is; counts from 1. */
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** One hunk for each run of lines that edits touch, in the order of the files' text. */
export function diffOf(fix: Fix, sources: Sources): Hunk[] {
  const files = [...new Set(fix.edits.map(({ file }) => file))];
  return files.flatMap((file) => {
    const lines = (sources.get(file) ?? '').split('\n');
    const edits = fix.edits.filter((edit) => edit.file === file);
    return groupByLines(inOrder(edits)).map((group) => hunkOf(file, lines, group));
  });
}

/** The whole fix as one hunk, unchanged lines between its edits included; null: it edits several files. */
export function rewriteOf({ edits }: Fix, sources: Sources): Hunk | null {
  const [first] = edits;
  if (first === undefined || edits.some(({ file }) => file !== first.file)) return null;
  return hunkOf(first.file, (sources.get(first.file) ?? '').split('\n'), inOrder(edits));
}

function inOrder(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((a, b) => a.line - b.line || a.column - b.column);
}

/** Edits whose lines touch belong to one hunk. */
function groupByLines(edits: readonly Edit[]): Edit[][] {
  const groups: Edit[][] = [];
  for (const edit of edits) {
    const last = groups.at(-1);
    if (last !== undefined && edit.line <= (last.at(-1)?.endLine ?? 0)) last.push(edit);
    else groups.push([edit]);
  }
  return groups;
}

function hunkOf(file: string, lines: readonly string[], edits: readonly Edit[]): Hunk {
  const first = edits[0]?.line ?? 1;
  const last = Math.max(...edits.map(({ endLine }) => endLine));
  const before = lines.slice(first - 1, last);
  let text = before.join('\n');
  for (const edit of [...edits].reverse()) {
    const start = offsetOf(before, edit.line - first, edit.column);
    const end = offsetOf(before, edit.endLine - first, edit.endColumn);
    text = text.slice(0, start) + edit.text + text.slice(end);
  }
  return trim(file, first, before, text.split('\n'));
}

function offsetOf(lines: readonly string[], index: number, column: number): number {
  return lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0) + column - 1;
}

/** Leaves out the lines that both sides share at their start and end. */
function trim(file: string, line: number, before: readonly string[], after: readonly string[]): Hunk {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return {
    file,
    line: line + head,
    removed: before.slice(head, before.length - tail),
    added: after.slice(head, after.length - tail),
  };
}
