/** `fix`: mends the journal, and makes new migrations idempotent. Writes nothing by itself. */
import { fixProject, type FixedProject } from '../fix/fix-project.js';
import type { FileChange } from '../fix/write-files.js';
import type { Options } from '../inputs/table.js';
import { readRequests } from './projects.js';
import type { Surroundings } from './surroundings.js';

/** What becomes of every project that the options name; paths are relative to the working directory. */
export interface Fixed {
  readonly files: FixedProject['files'];
  readonly left: FixedProject['left'];
  readonly renumbered: readonly NonNullable<FixedProject['renumbered']>[];
}

/** Throws CannotJudge. */
export async function fix(
  options: Options,
  surroundings: Surroundings,
  onStep: (step: string) => void = () => {},
): Promise<Fixed> {
  const fixed: FixedProject[] = [];
  for (const request of await readRequests(options, surroundings)) fixed.push(await fixProject({ ...request, onStep }));
  return {
    files: fixed.flatMap(({ files }) => files),
    left: fixed.flatMap(({ left }) => left),
    renumbered: fixed.flatMap(({ renumbered }) => renumbered ?? []),
  };
}

/** All files that it changes. */
export function changesOf({ files, renumbered }: Fixed): readonly FileChange[] {
  const edited = files.map(({ source, text }) => ({ path: source.path, before: source.text, after: text }));
  return [...renumbered.flatMap(({ changes }) => changes), ...edited];
}
