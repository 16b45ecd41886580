/** Commands that a reader copies: what comes from a pull request must stay one word, whatever it holds. */

/** A word of a POSIX shell; quoted where one of its characters means something there. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./][\w@%+=:,./-]*$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
