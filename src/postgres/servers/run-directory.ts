/** A run's own temporary folder: private, short enough for a socket, found again if the run is killed. */
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotJudge } from '../../model/cannot-judge.js';
import type { Account } from './account.js';
import { isAlive } from './is-alive.js';

const PREFIX = `gatekeeper-${process.pid}-`;
const NAME = /^gatekeeper-(\d+)-\w{6}$/;
/** `sun_path` holds 104 bytes on macOS and 108 on Linux, the final zero included. */
const MAX_SOCKET_PATH = 103;

/** Linux's memory in the form of a folder. */
const MEMORY = '/dev/shm';
/** A data directory has 40 MB, to which comes what the migrations write. Containers have 64 MB there unless told otherwise. */
const MEMORY_NEEDED_BYTES = 1024 ** 3;

/**
 * Makes the folder, mode 0700, owned by `account` where one is given, and sweeps what killed runs left behind. With
 * `forData` in memory where there is room, since files are made there in a fraction of the time. Throws CannotJudge where
 * that fails.
 */
export function makeRunDirectory(account: Account | null, { forData = false } = {}): string {
  const parent = forData && hasMemory() ? MEMORY : chooseParent(account);
  try {
    listPlaces().forEach(sweep);
    const directory = mkdtempSync(join(parent, PREFIX));
    if (account !== null) chownSync(directory, account.uid, account.gid);
    return directory;
  } catch (cause) {
    throw new CannotJudge(`no folder can be made in "${parent}": ${(cause as Error).message}`, {
      hint: 'Let TMPDIR name a folder that exists, may be written and has room.',
      cause,
    });
  }
}

/** A new folder, mode 0700, that the next run sweeps away where this one is killed. */
export function makeFolderOfRun(parent: string): string {
  sweep(parent);
  return mkdtempSync(join(parent, PREFIX));
}

/** Removes the folder with all that is in it. */
export function removeRunDirectory(directory: string): void {
  rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
}

/** Where folders of runs may stand on this machine. */
export function listPlaces(): readonly string[] {
  return [...new Set([MEMORY, '/tmp', tmpdir()])].filter((place) => existsSync(place));
}

/** Whoever names a temporary folder wants it used. */
function hasMemory(): boolean {
  if (process.env['TMPDIR'] !== undefined) return false;
  try {
    accessSync(MEMORY, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= MEMORY_NEEDED_BYTES;
  } catch {
    return false; // Not Linux, for one.
  }
}

/** The temporary folder, or `/tmp` where a socket would not fit or where another account may not pass. */
function chooseParent(account: Account | null): string {
  const parent = tmpdir();
  if (process.platform === 'win32') return parent;
  const socket = join(parent, `${PREFIX}XXXXXX`, '.s.PGSQL.5432.lock');
  return account !== null || Buffer.byteLength(socket) > MAX_SOCKET_PATH ? '/tmp' : parent;
}

/** Removes the folders of runs that are gone, unless a server still lives in one. */
export function sweep(parent: string): void {
  for (const name of listNames(parent)) {
    const pid = NAME.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const directory = join(parent, name);
    try {
      if (!isAlive(readServerPid(directory))) removeRunDirectory(directory);
    } catch {
      continue; // Somebody else's, or gone meanwhile.
    }
  }
}

/** None where the folder may not be read. */
function listNames(parent: string): readonly string[] {
  try {
    return readdirSync(parent);
  } catch {
    return [];
  }
}

/** From the server's own lock file; 0: there is none. */
function readServerPid(directory: string): number {
  const file = join(directory, 'data', 'postmaster.pid');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : 0;
}
