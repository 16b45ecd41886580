/** Columns that text takes on a terminal, and cutting by them without cutting a character. */

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Unicode's East Asian Wide and Fullwidth blocks, as far as SQL meets them; emoji are told by their property. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}])/u;
const ZERO = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

export function columnsOf(text: string): number {
  return graphemesOf(text).reduce((sum, { columns }) => sum + columns, 0);
}

/** The start of `text`, at most `columns` wide; `…` tells that something is missing. */
export function keepStart(text: string, columns: number): string {
  return columnsOf(text) <= columns ? text : `${take(graphemesOf(text), columns - 1)}…`;
}

/** The end of `text`, at most `columns` wide; `…` tells that something is missing. */
export function keepEnd(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  const reversed = graphemesOf(text).reverse();
  const kept = take(reversed, columns - 1);
  return `…${graphemesOf(kept)
    .map(({ grapheme }) => grapheme)
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

function take(graphemes: readonly Grapheme[], columns: number): string {
  let left = columns;
  let text = '';
  for (const { grapheme, columns: needed } of graphemes) {
    if (needed > left) break;
    left -= needed;
    text += grapheme;
  }
  return text;
}
