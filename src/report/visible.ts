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

/**
 * GitHub's runner takes `::command` at the start of a line, and `##[command` anywhere in it, for a command, whoever
 * printed the line. An invisible character parts them.
 */
export function disarmCommands(text: string): string {
  return text.replace(/^(\s*:)(?=:)/gm, '$1\u200b').replaceAll('##[', '##\u200b[');
}
