/** The TypeScript files that a config's `schema` means. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotJudge } from '../../model/cannot-judge.js';
import type { Config, Project } from '../../model/project.js';
import { findPaths } from '../config/find-files.js';

/**
 * Absolute paths. A folder means the files directly in it, as drizzle-kit has it. Throws CannotJudge where the config
 * names no schema, and where nothing is there.
 */
export async function findSchemaFiles({ root }: Project, { path, schema }: Config): Promise<string[]> {
  if (schema.length === 0) {
    throw new CannotJudge(`"${path}" names no "schema"`, {
      hint: 'Add "schema" to it, or judge the migrations alone with --migrations <folder>.',
    });
  }
  const found = (await Promise.all(schema.map(async (pattern) => findPaths(root, pattern)))).flat();
  const files = (await Promise.all(found.map(filesOf))).flat().filter((file) => /\.[cm]?[jt]s$/.test(file));
  if (files.length > 0) return [...new Set(files)];
  throw new CannotJudge(`no schema file matches ${schema.map((pattern) => `"${pattern}"`).join(', ')} of "${path}"`, {
    hint: `Correct "schema" in "${path}": it is relative to the folder that drizzle-kit is started in, here "${root}".`,
  });
}

async function filesOf(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => join(path, name))
    .sort();
}
