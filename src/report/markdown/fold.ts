/** `summary` is escaped already. The empty lines end the HTML blocks, so that Markdown is read between them. */
export function fold(summary: string, blocks: readonly string[]): string {
  return `<details><summary>${summary}</summary>\n\n${blocks.join('\n\n')}\n\n</details>`;
}
