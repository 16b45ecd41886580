/** The one place where offsets become lines and columns. */
import type { FileLocation, Span } from './finding.js';
import type { SourceFile } from './history.js';

const lineStarts = new WeakMap<SourceFile, readonly number[]>();

/** Lines and columns of a range of a file's text; see `FileLocation` for the units. */
export function locate(source: SourceFile, span: Span): FileLocation {
  const start = positionAt(source, span.start);
  const end = positionAt(source, span.end);
  return { file: source.path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

function positionAt(source: SourceFile, offset: number): { line: number; column: number } {
  const starts = startsOf(source);
  const clamped = Math.min(Math.max(offset, 0), source.text.length);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= clamped) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: clamped - (starts[low] ?? 0) + 1 };
}

function startsOf(source: SourceFile): readonly number[] {
  const known = lineStarts.get(source);
  if (known !== undefined) return known;
  const starts = [0];
  for (let at = source.text.indexOf('\n'); at !== -1; at = source.text.indexOf('\n', at + 1)) starts.push(at + 1);
  lineStarts.set(source, starts);
  return starts;
}
