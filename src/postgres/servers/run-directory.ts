/** A run's own temporary folder: private, short enough for a socket, found again if the run is killed. */
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.js';

const PREFIX = 'gatekeeper-';
const OWNER_FILE = 'owner.pid';
/** `sun_path` holds 104 bytes on macOS and 108 on Linux, the final zero included. */
const MAX_SOCKET_PATH = 103;

/** Makes the folder, mode 0700, owned by `account` where one is given, and sweeps what killed runs left behind. */
export function makeRunDirectory(account: Account | null): string {
  const parent = chooseParent(account);
  sweep(parent);
  const directory = mkdtempSync(join(parent, PREFIX));
  writeFileSync(join(directory, OWNER_FILE), String(process.pid));
  if (account !== null) chownSync(directory, account.uid, account.gid);
  return directory;
}

/** Removes the folder with all that is in it. */
export function removeRunDirectory(directory: string): void {
  rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
}

/** The temporary folder, or `/tmp` where a socket would not fit or where another account may not pass. */
function chooseParent(account: Account | null): string {
  const parent = tmpdir();
  if (process.platform === 'win32') return parent;
  const socket = join(parent, `${PREFIX}XXXXXX`, '.s.PGSQL.5432.lock');
  return account !== null || Buffer.byteLength(socket) > MAX_SOCKET_PATH ? '/tmp' : parent;
}

function sweep(parent: string): void {
  for (const name of readdirSync(parent).filter((name) => name.startsWith(PREFIX))) {
    const directory = join(parent, name);
    try {
      if (statSync(directory).isDirectory() && isAbandoned(directory)) removeRunDirectory(directory);
    } catch {
      continue; // Somebody else's, or gone meanwhile.
    }
  }
}

/** The run that made it is gone, and so is the server whose lock file is in it. */
function isAbandoned(directory: string): boolean {
  return !isAlive(join(directory, OWNER_FILE)) && !isAlive(join(directory, 'data', 'postmaster.pid'));
}

function isAlive(file: string): boolean {
  let pid: number;
  try {
    pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
