/** The user's own folder for what may be lost. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * A folder of that name below `drizzle-gatekeeper` in the user's cache, made where it is missing. null: there is no home,
 * it is read-only, or others may write there, so that nothing in it is to be trusted.
 */
export function openUserCache(name: string): string | null {
  const home = cacheHome();
  const own = join(home, 'drizzle-gatekeeper');
  const directory = join(own, name);
  try {
    // One by one: with `recursive`, Node never returns where the system answers ENOENT, as below /proc.
    [home, own, directory].forEach(makeDirectory);
    return isPrivate(directory) ? directory : null;
  } catch {
    return null;
  }
}

function makeDirectory(path: string): void {
  if (!existsSync(path)) mkdirSync(path, { mode: 0o700 });
}

/** https://specifications.freedesktop.org/basedir-spec/latest/ and its counterparts. */
function cacheHome(): string {
  const { XDG_CACHE_HOME: named = '', LOCALAPPDATA: local = '' } = process.env;
  if (isAbsolute(named)) return named;
  if (process.platform === 'win32' && local !== '') return local;
  return process.platform === 'darwin' ? join(homedir(), 'Library/Caches') : join(homedir(), '.cache');
}

function isPrivate(directory: string): boolean {
  if (process.platform === 'win32') return true; // The profile's own rights.
  const { uid, mode } = statSync(directory);
  return uid === process.getuid?.() && (mode & 0o022) === 0;
}
