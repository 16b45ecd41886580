/** The one place where foreign text is made safe for a terminal or a log. */

/**
 * One line of foreign text, safe to print: a terminal obeys control characters (escape sequences) and reorders text at
 * bidirectional ones, so they are spelled out (all but the joiner inside emoji); line breaks become `⏎`, tabs two spaces.
 */
export function visible(text: string): string {
  return text
    .replaceAll('\t', '  ')
    .replace(/\r?\n/g, '⏎')
    .replace(/(?!\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
      return `\\u{${character.codePointAt(0)?.toString(16)}}`;
    });
}
