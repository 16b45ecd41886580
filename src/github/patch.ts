/** The part of a unified diff that a review may comment on. Pure. */

/** Lines that stand in the new version of a file without a gap, changed or as context. */
export interface PatchHunk {
  /** Line of the first one in that version, from 1. */
  readonly start: number;
  readonly lines: readonly string[];
}

/** Reads the `patch` of a file as `pulls/list-files` gives it: from the first `@@` on. */
export function readPatch(patch: string): PatchHunk[] {
  const hunks: { start: number; lines: string[] }[] = [];
  for (const line of patch.split('\n')) {
    const [, start] = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line) ?? [];
    if (start !== undefined) hunks.push({ start: Number(start), lines: [] });
    // Left out: lines that are gone, and "\ No newline at end of file".
    else if (/^[ +]/.test(line)) hunks.at(-1)?.lines.push(line.slice(1));
  }
  return hunks;
}

/** Whether the lines stand in one hunk, at that place. GitHub refuses a whole review for one line outside the diff (422). */
export function hasLines(hunks: readonly PatchHunk[], start: number, lines: readonly string[]): boolean {
  return hunks.some((hunk) => {
    const first = start - hunk.start;
    return first >= 0 && lines.every((line, index) => hunk.lines[first + index] === line);
  });
}
