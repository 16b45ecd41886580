/** The checks of a family, from its folder: what has no default export is shared by them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../../../src/model/check.js';

/** One after the other: jest links modules that are imported at the same time in the wrong order. */
export async function importChecks(family: string): Promise<Check[]> {
  const folder = join(process.cwd(), 'build', 'src', 'checks', family);
  const checks: Check[] = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.js'))) {
    const { default: check } = (await import(join(folder, file))) as { default?: Check };
    if (check !== undefined) checks.push(check);
  }
  return checks;
}
