/** The lines of a file that a finding is about, with a caret under the offending part. */
import type { FileLocation, Severity } from '../../model/finding.js';
import { visible } from '../visible.js';
import type { Style } from './style.js';
import { columnsOf, keepEnd, keepStart } from './width.js';

const MOST_LINES = 5;

/** Paints the gutter of a block: line number or nothing, then a bar. */
export interface Gutter {
  readonly width: number;
  readonly line: (number: number | null, text?: string) => string;
}

/** Wide enough for line numbers up to `last`. */
export function createGutter(last: number, style: Style): Gutter {
  const width = String(last).length + 1;
  return {
    width,
    line: (number, text = '') => {
      const margin = style.dim(`${number === null ? ' '.repeat(width) : String(number).padStart(width)} │`);
      return text === '' ? margin : `${margin} ${text}`;
    },
  };
}

/** Lines of text without a line break at their end. Empty where the file does not have that line. */
export function renderSnippet(
  location: FileLocation,
  source: string,
  severity: Severity,
  style: Style,
  gutter: Gutter,
  width: number,
): string[] {
  const lines = source.split('\n').map((line) => line.replace(/\r$/, ''));
  const first = lines[location.line - 1];
  if (first === undefined) return [];
  const columns = Math.max(20, width - gutter.width - 3);
  if (location.endLine === location.line) {
    const [text, carets] = underline(first, location.column - 1, location.endColumn - 1, columns);
    return [gutter.line(location.line, text), gutter.line(null, style[severity](carets))];
  }
  return renderBlock(location, lines, severity, style, gutter, columns);
}

function underline(line: string, start: number, end: number, columns: number): [string, string] {
  const before = keepEnd(visible(line.slice(0, start)), Math.floor(columns / 2));
  const marked = keepStart(visible(line.slice(start, end)), columns - columnsOf(before));
  const after = keepStart(visible(line.slice(end)), columns - columnsOf(before) - columnsOf(marked));
  const carets = ' '.repeat(columnsOf(before)) + '^'.repeat(Math.max(1, columnsOf(marked)));
  return [before + marked + (after === '…' ? '' : after), carets];
}

/** A range over several lines has a bar at its left instead of carets. */
function renderBlock(
  location: FileLocation,
  lines: readonly string[],
  severity: Severity,
  style: Style,
  gutter: Gutter,
  columns: number,
): string[] {
  const all = lines.slice(location.line - 1, location.endLine);
  const shown = all.length <= MOST_LINES + 1 ? all : all.slice(0, MOST_LINES);
  const bar = style[severity]('┃');
  const rows = shown.map((line, index) => {
    return gutter.line(location.line + index, `${bar} ${keepStart(visible(line), columns - 2)}`);
  });
  const missing = all.length - shown.length;
  return missing === 0 ? rows : [...rows, gutter.line(null, `${bar} ${style.dim(`… ${missing} more lines`)}`)];
}
