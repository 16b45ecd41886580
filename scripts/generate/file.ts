/** A file that is made from others; `npm run generate` writes it, `--check` only compares. */
export interface GeneratedFile {
  readonly path: string;
  readonly content: string;
}

/** Replaces what stands between `<!-- generated:NAME -->` and its closing marker. Throws where the markers are absent. */
export function replaceBetween(text: string, name: string, content: string): string {
  const open = `<!-- generated:${name} -->`;
  const close = `<!-- /generated:${name} -->`;
  const start = text.indexOf(open);
  const end = text.indexOf(close);
  if (start === -1 || end < start) throw new Error(`the markers "generated:${name}" are missing`);
  return `${text.slice(0, start + open.length)}\n${content.trim()}\n${text.slice(end)}`;
}
