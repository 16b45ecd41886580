import type { Code, FileLocation } from '../../model/finding.js';

/** Where a reader can go. null: nowhere. The addresses are ours, never the project's. */
export interface Links {
  readonly file: (location: FileLocation) => string | null;
  /** The page of a finding code. */
  readonly page: (code: Code) => string | null;
}

export const NO_LINKS: Links = { file: () => null, page: () => null };

/** `label` is Markdown already. */
export function link(label: string, address: string | null): string {
  return address === null ? label : `[${label}](${address.replace(/[()<>\s]/g, encodeURIComponent)})`;
}
