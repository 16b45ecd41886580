/** What the gate has to say of a finding code, whatever the project. */
export interface Page {
  /** Its path below `docs/findings`, without `.md`. */
  readonly code: string;
  readonly title: string;
  /** GitHub's Markdown; links are absolute. Ends with a line break. */
  readonly markdown: string;
}
