/** The user's own folder for what may be lost. */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { isAlive } from './is-alive.js';

const UNUSED_FOR_MS = 30 * 24 * 3_600_000;

/**
 * A folder of that name below `drizzle-gatekeeper` in the user's cache, made where it is missing. null: there is no home,
 * it is read-only, or others may write there, so that nothing in it is to be trusted. With `forServers`, what is in it can be
 * read by the account that root starts servers under, to which root's home is closed.
 */
export function openUserCache(name: string, { forServers = false } = {}): string | null {
  const home = cacheHome(forServers);
  const own = join(home, 'drizzle-gatekeeper');
  const directory = join(own, name);
  try {
    // One by one: with `recursive`, Node never returns where the system answers ENOENT, as below /proc.
    for (const path of [home, own, directory]) {
      if (!existsSync(path)) mkdirSync(path, { mode: forServers ? 0o755 : 0o700 });
    }
    return isPrivate(directory) ? directory : null;
  } catch {
    return null;
  }
}

/** Of a file as long as it is being written. */
export function partialName(file: string): string {
  return `${file}.written-by-${process.pid}`;
}

/**
 * Removes what no run has taken for a month, since it belongs to programs that were updated, and what killed runs had begun
 * to write: those files end as `partialName` says.
 */
export function removeUnused(directory: string): void {
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    const writer = /\.written-by-(\d+)$/.exec(name)?.[1];
    const isAbandoned = writer !== undefined && !isAlive(Number(writer));
    const stats = statSync(path, { throwIfNoEntry: false });
    const isUnused = stats !== undefined && Date.now() - stats.mtimeMs > UNUSED_FOR_MS;
    if (isAbandoned || isUnused) rmSync(path, { recursive: true, force: true });
  }
}

/** https://specifications.freedesktop.org/basedir-spec/latest/ and its counterparts. */
function cacheHome(forServers: boolean): string {
  const { XDG_CACHE_HOME: named = '', LOCALAPPDATA: local = '' } = process.env;
  if (isAbsolute(named)) return named;
  if (process.platform === 'win32' && local !== '') return local;
  if (forServers && process.getuid?.() === 0) return '/var/cache';
  return process.platform === 'darwin' ? join(homedir(), 'Library/Caches') : join(homedir(), '.cache');
}

function isPrivate(directory: string): boolean {
  if (process.platform === 'win32') return true; // The profile's own rights.
  const { uid, mode } = statSync(directory);
  return uid === process.getuid?.() && (mode & 0o022) === 0;
}
