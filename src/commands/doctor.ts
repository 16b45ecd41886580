/** `doctor`: whether the other commands would find what they need. Prints nothing. */
import { examine } from '../doctor/examine.js';
import type { Options } from '../inputs/table.js';
import type { Examination } from '../model/diagnosis.js';
import { findPlaces, loadPlace, nameOfPlace, readCommon } from './projects.js';
import type { Surroundings } from './surroundings.js';

/** Throws CannotJudge where the options do not let it look. */
export async function doctor(
  options: Options,
  surroundings: Surroundings,
  event: string | null,
  onStep: (step: string) => void = () => {},
): Promise<Examination> {
  const common = await readCommon(options, surroundings);
  const places = await findPlaces(options, common.cwd).then(
    (found) => found.map((place) => ({ name: nameOfPlace(place), load: () => loadPlace(place, common) })),
    (error: unknown) => [{ name: null, load: () => Promise.reject(error) }],
  );
  return examine({ ...common, projects: places, event, onStep });
}
