/** Finds the drizzle configs that a run is about. */
import { access } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { CannotJudge } from '../../model/cannot-judge.js';
import { findPaths, toPosix } from './find-files.js';

/** drizzle-kit looks for the first three; the others need `--config` there. */
const EXTENSIONS = ['ts', 'js', 'json', 'mts', 'cts', 'mjs', 'cjs'];

/**
 * Config files, POSIX paths relative to `cwd`: those that the patterns name, or the one in the working directory where
 * no pattern is given. Throws CannotJudge where a pattern finds nothing, and where the lookup finds none or several.
 */
export async function discoverConfigs(cwd: string, patterns: readonly string[]): Promise<string[]> {
  if (patterns.length === 0) return [await findDefault(cwd)];
  const found = await Promise.all(patterns.map(async (pattern) => findNamed(cwd, pattern)));
  return [...new Set(found.flat())];
}

async function findNamed(cwd: string, pattern: string): Promise<string[]> {
  const paths = await findPaths(cwd, pattern);
  if (paths.length > 0) return paths.map((path) => toPosix(relative(cwd, path)));
  throw new CannotJudge(`no config file matches "${pattern}"`, { hint: await suggest(cwd) });
}

async function findDefault(cwd: string): Promise<string> {
  const names = EXTENSIONS.map((extension) => `drizzle.config.${extension}`);
  const existing = await Promise.all(names.map(async (name) => ((await exists(join(cwd, name))) ? [name] : [])));
  const [first, ...others] = existing.flat();
  if (first === undefined) throw new CannotJudge('no drizzle config found', { hint: await suggest(cwd) });
  if (others.length === 0) return first;
  throw new CannotJudge(`several drizzle configs found: ${[first, ...others].join(', ')}`, {
    hint: `Name the one that is meant, as in --config ${first}`,
  });
}

/** Drizzle configs up to three folders deep: a monorepo keeps them with its packages. As `discoverConfigs`. */
export async function findAllConfigs(cwd: string): Promise<string[]> {
  const pattern = `{*,*/*,*/*/*,*/*/*/*}.config.{${EXTENSIONS.join(',')}}`;
  return (await findPaths(cwd, pattern)).map((path) => toPosix(relative(cwd, path))).filter(isDrizzleConfig);
}

async function suggest(cwd: string): Promise<string> {
  const nearby = await findAllConfigs(cwd);
  const example = nearby[0] ?? 'path/to/drizzle.config.ts';
  const seen = nearby.length > 0 ? ` (found: ${nearby.slice(0, 5).join(', ')})` : '';
  return `Name the config with --config ${example}${seen}, or a migrations folder with --migrations.`;
}

function isDrizzleConfig(path: string): boolean {
  return /(^|\/)drizzle[^/]*$/.test(path);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
