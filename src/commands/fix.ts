/** `fix`: mends the journal, and makes new migrations idempotent. Writes nothing by itself. */
import { fixProject, type FixedProject } from '../fix/fix-project.js';
import type { Options } from '../inputs/table.js';
import { readRequests } from './projects.js';
import type { Surroundings } from './surroundings.js';

/** What becomes of every project that the options name; paths are relative to the working directory. Throws CannotJudge. */
export async function fix(
  options: Options,
  surroundings: Surroundings,
  onStep: (step: string) => void = () => {},
): Promise<FixedProject> {
  const fixed: FixedProject[] = [];
  for (const request of await readRequests(options, surroundings)) fixed.push(await fixProject({ ...request, onStep }));
  return { files: fixed.flatMap(({ files }) => files), left: fixed.flatMap(({ left }) => left) };
}
