/** Runs `doctor` over a project that a test has made, and finds its lines. */
import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { doctor } from '../../src/commands/doctor.js';
import type { Surroundings } from '../../src/commands/surroundings.js';
import { parseArguments } from '../../src/inputs/arguments.js';
import { diagnosesOf, type Diagnosis, type DoctorCheck, type Examination } from '../../src/model/diagnosis.js';
import { writeFiles, type TemporaryFolder } from '../project/write-files.js';
import { projectFiles } from '../release/shop.js';

const SURROUNDINGS: Surroundings = {
  connections: { postgres: null, database: null },
  impliedBase: { kind: 'none', reason: 'no base branch was named' },
  distrust: null,
};

export async function examineFolder(
  folder: string,
  flags: readonly string[],
  given: Partial<Surroundings> & { readonly event?: string } = {},
): Promise<Examination> {
  const invocation = parseArguments(['doctor', '--working-directory', folder, ...flags]);
  if (!('options' in invocation)) throw new Error('the arguments ask for no doctor');
  return doctor(invocation.options, { ...SURROUNDINGS, ...given }, given.event ?? null);
}

/** The one line of a check. */
export function lineOf(examination: Examination, check: DoctorCheck): Diagnosis {
  const [line, ...others] = diagnosesOf(examination).filter((each) => each.check === check);
  if (line === undefined || others.length > 0) throw new Error(`not one line of "${check}"`);
  return line;
}

const CONFIG = `export default { dialect: 'postgresql', schema: './schema.ts', out: './drizzle' };`;
const SCHEMA = `import { bigint, pgTable } from 'drizzle-orm/pg-core';
export const orders = pgTable('orders', { id: bigint('id', { mode: 'number' }).primaryKey() });`;

/** A shop with the packages of this repository; `null` takes a file away. */
export function makeProject(changes: Readonly<Record<string, string | null>> = {}): TemporaryFolder {
  const files = { 'drizzle.config.ts': CONFIG, 'schema.ts': SCHEMA, ...projectFiles([]), ...changes };
  const present = Object.entries(files).filter((file): file is [string, string] => file[1] !== null);
  const folder = writeFiles(Object.fromEntries(present));
  if (!present.some(([name]) => name.startsWith('node_modules/'))) {
    symlinkSync(resolve('node_modules'), join(folder.path, 'node_modules'));
  }
  return folder;
}
