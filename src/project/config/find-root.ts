/** The folder that drizzle-kit would be started in, which `schema` and `out` are relative to. */
import { access } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../../model/project.js';
import { findPaths } from './find-files.js';

/**
 * The working directory, as drizzle-kit has it, unless more of what the config names exists relative to the package
 * of the config: in a monorepo, drizzle-kit runs in the package, the gate at the top.
 */
export async function findRoot(config: Config, configPath: string, cwd: string): Promise<string> {
  const folder = dirname(configPath);
  const candidates = [...new Set([cwd, (await findPackageFolder(folder, cwd)) ?? folder, folder])];
  const counts = await Promise.all(candidates.map(async (candidate) => countExisting(config, candidate)));
  return candidates[counts.indexOf(Math.max(...counts))] ?? cwd;
}

async function countExisting({ schema, out }: Config, root: string): Promise<number> {
  const found = await Promise.all([...schema, out].map(async (pattern) => findPaths(root, pattern)));
  return found.filter((paths) => paths.length > 0).length;
}

/** Nearest folder with a `package.json`, from `folder` up to `top`. */
export async function findPackageFolder(folder: string, top: string): Promise<string | null> {
  const has = await access(join(folder, 'package.json')).then(
    () => true,
    () => false,
  );
  if (has) return folder;
  const parent = dirname(folder);
  return parent === folder || resolve(folder) === resolve(top) ? null : findPackageFolder(parent, top);
}
