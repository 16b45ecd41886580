/** Columns that text takes on a terminal, and cutting by them without cutting a character. */

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Unicode's East Asian Wide and Fullwidth blocks, as far as SQL meets them; emoji are told by their property. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}])/u;
const ZERO = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/** No character needs more UTF-16 units than this, family emoji and stacked accents included, unless it means harm. */
const MOST_UNITS = 16;
const PLAIN = /^[\x20-\x7e]*$/;

export function columnsOf(text: string): number {
  // The segmenter takes time that grows with the square of the length, and most text does not need it.
  return PLAIN.test(text) ? text.length : graphemesOf(text).reduce((sum, { columns }) => sum + columns, 0);
}

/** The start of `text`, at most `columns` wide; `…` tells that something is missing. */
export function keepStart(text: string, columns: number): string {
  const start = text.slice(0, columns * MOST_UNITS);
  if (start.length === text.length && columnsOf(text) <= columns) return text;
  if (PLAIN.test(start)) return `${start.slice(0, columns - 1)}…`;
  return `${take(graphemesOf(start), columns - 1).join('')}…`;
}

/** The end of `text`, at most `columns` wide; `…` tells that something is missing. */
export function keepEnd(text: string, columns: number): string {
  const end = text.slice(-columns * MOST_UNITS);
  if (end.length === text.length && columnsOf(text) <= columns) return text;
  if (PLAIN.test(end)) return `…${end.slice(end.length - columns + 1)}`;
  return `…${take(graphemesOf(end).reverse(), columns - 1)
    .reverse()
    .join('')}`;
}

interface Grapheme {
  readonly grapheme: string;
  readonly columns: number;
}

function graphemesOf(text: string): Grapheme[] {
  return [...segmenter.segment(text)].map(({ segment }) => {
    return { grapheme: segment, columns: ZERO.test(segment) ? 0 : WIDE.test(segment) ? 2 : 1 };
  });
}

function take(graphemes: readonly Grapheme[], columns: number): string[] {
  const taken: string[] = [];
  let left = columns;
  for (const { grapheme, columns: needed } of graphemes) {
    if (needed > left) break;
    left -= needed;
    taken.push(grapheme);
  }
  return taken;
}
