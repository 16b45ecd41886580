/** Options of the library as options of a command, checked by the same table. */
import { readValues, type GivenTexts } from '../inputs/read-values.js';
import { INPUTS, type InputName, type Options } from '../inputs/table.js';
import type { DatabaseOptions } from '../model/library-options.js';

/** Throws CannotJudge on a value that the table does not take. */
export function toOptions(given: DatabaseOptions): Options {
  const values = new Map<string, unknown>(Object.entries(given));
  const texts = (Object.keys(INPUTS) as InputName[]).flatMap((name): [InputName, readonly string[]][] => {
    const value = values.get(camelCase(name));
    if (value === undefined) return [];
    return [[name, (Array.isArray(value) ? value : [value]).map(String)]];
  });
  const known: GivenTexts = new Map(texts);
  return readValues(known, (name) => `option "${camelCase(name)}"`);
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
