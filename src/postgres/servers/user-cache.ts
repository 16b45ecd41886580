/** The user's own folder for what may be lost. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
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

const DIGEST_BYTES = 32;

/** What `writeKept` has written, and marks it as used. null: nothing has, or it is not whole. */
export function readKept(file: string): Buffer | null {
  try {
    const bytes = readFileSync(file);
    const content = bytes.subarray(DIGEST_BYTES);
    if (!sha256(content).equals(bytes.subarray(0, DIGEST_BYTES))) return null;
    const now = new Date();
    utimesSync(file, now, now);
    return content;
  } catch {
    return null;
  }
}

/**
 * Keeps the content behind its digest, where there is space for it, and of the files beside it the `most` that were used last.
 * Whoever reads meanwhile sees the whole file or none.
 */
export function writeKept(file: string, content: Buffer, most = Number.POSITIVE_INFINITY): void {
  const written = partialName(file);
  try {
    writeFileSync(written, Buffer.concat([sha256(content), content]), { mode: 0o600 });
    renameSync(written, file);
    removeUnused(dirname(file), most);
  } catch {
    rmSync(written, { force: true }); // The next run will do without as well.
  }
}

export function sha256(content: string | Buffer): Buffer {
  return createHash('sha256').update(content).digest();
}

/** Of a file as long as it is being written. */
function partialName(file: string): string {
  return `${file}.written-by-${process.pid}`;
}

/**
 * Removes what no run has taken for a month, since it belongs to programs that were updated, and what killed runs had begun
 * to write: those files end as `partialName` says. Of the others, all but the `most` that were used last.
 */
export function removeUnused(directory: string, most = Number.POSITIVE_INFINITY): void {
  const left: { readonly path: string; readonly usedMs: number }[] = [];
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    const writer = /\.written-by-(\d+)$/.exec(name)?.[1];
    const isAbandoned = writer !== undefined && !isAlive(Number(writer));
    const usedMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (usedMs === undefined) continue;
    if (isAbandoned || Date.now() - usedMs > UNUSED_FOR_MS) rmSync(path, { recursive: true, force: true });
    else left.push({ path, usedMs });
  }
  const tooMany = left.sort((a, b) => b.usedMs - a.usedMs).slice(most);
  for (const { path } of tooMany) rmSync(path, { recursive: true, force: true });
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
