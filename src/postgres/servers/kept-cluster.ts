/** What initdb made, kept between runs: unpacking it takes a tenth of the time. */
import {
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { packDataDirectory, unpackDataDirectory, type DataFile } from '../data-directory.js';
import type { Account } from './account.js';
import { openUserCache, readKept, sha256, writeKept } from './user-cache.js';

/** Changes when the form of the files does. */
const FORMAT = 3;

/** A place in the user's cache for what one program makes with one set of options. */
export interface Keep {
  readonly directory: string;
  readonly file: string;
}

/** Of the program itself path, size and time count, so that an update of PostgreSQL starts anew. null: nothing can be kept. */
export function openKeep(program: string, options: readonly string[]): Keep | null {
  const directory = openUserCache('clusters');
  if (directory === null) return null;
  const path = realpathSync(program);
  const { size, mtimeMs } = statSync(path);
  const key = sha256(JSON.stringify([FORMAT, path, size, mtimeMs, options])).toString('hex', 0, 16);
  return { directory, file: join(directory, key) };
}

/** Makes the data directory from what was kept, owned by `account`. False: there is nothing whole, and `target` is not there. */
export function restore({ file }: Keep, target: string, account: Account | null): boolean {
  const packed = readKept(file);
  if (packed === null) return false;
  try {
    writeFiles([{ path: '.', content: null }, ...unpackDataDirectory(packed)], target, account);
    return true;
  } catch {
    rmSync(target, { recursive: true, force: true });
    return false;
  }
}

/** Reads a data directory whose server has not been started. null: there is no memory for it, for one. */
export function pack(source: string): Buffer | null {
  try {
    return packDataDirectory([...listFiles(source, '')].filter(({ path }) => !MAP.test(path)));
  } catch {
    return null;
  }
}

/** Keeps what `pack` has read. */
export function store({ file }: Keep, packed: Buffer): void {
  writeKept(file, packed);
}

/** Maps of free space and of visibility: a quarter of the files, and Postgres makes them where it misses them. */
const MAP = /_(?:fsm|vm)$/;

function* listFiles(root: string, directory: string): Generator<DataFile> {
  for (const entry of readdirSync(join(root, directory), { withFileTypes: true })) {
    const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
    yield { path, content: entry.isDirectory() ? null : readFileSync(join(root, path)) };
    if (entry.isDirectory()) yield* listFiles(root, path);
  }
}

function writeFiles(files: readonly DataFile[], target: string, account: Account | null): void {
  for (const { path, content } of files) {
    const place = join(target, path);
    if (content === null) mkdirSync(place, { mode: 0o700 });
    else writeFileSync(place, content, { mode: 0o600 });
    if (account !== null) chownSync(place, account.uid, account.gid);
  }
}
