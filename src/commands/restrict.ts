/** What remains of a run that must not run code of the project. */
import { readdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';

/**
 * The same options where `distrust` is null. Else history, replay on the embedded server and idempotency: its machine is
 * simulated, so SQL cannot leave it. Throws CannotJudge where the options ask for more than that.
 */
export async function restrict(options: Options, distrust: string | null, cwd: string): Promise<Options> {
  if (distrust === null) return options;
  if (options.migrations === null) {
    throw new CannotJudge(`${distrust}, so the project's config cannot be evaluated`, {
      hint: 'Name the migrations folder with the input "migrations", or judge the change under "pull_request".',
    });
  }
  if (!['auto', 'embedded'].includes(options.postgres) || options.postgresImage !== null) {
    throw new CannotJudge(`${distrust}, and its SQL on no server but the embedded one`, {
      hint: 'Leave out the inputs "postgres" and "postgres-image".',
    });
  }
  await refuseLinks([options.migrations, ...options.bootstrap, 'gatekeeper.json'], distrust, cwd);
  return { ...options, postgres: 'embedded' };
}

/** A report quotes what it reads: a link out of the checkout would publish files of the runner. */
async function refuseLinks(paths: readonly string[], distrust: string, cwd: string): Promise<void> {
  const root = await realpath(cwd);
  for (const path of paths) {
    const real = await realpath(resolve(root, path)).catch(() => null);
    const links = real === null ? [] : await linksIn(real);
    const [link] = real !== null && real !== resolve(root, path) ? [path] : links.map((name) => join(path, name));
    if (link === undefined) continue;
    throw new CannotJudge(`"${link}" is a symbolic link, and ${distrust}`, {
      hint: 'Replace the link by the file that it points to.',
    });
  }
}

async function linksIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
