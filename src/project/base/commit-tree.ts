/** A migrations folder as it stands in a commit, read from git's own storage. */
import { join, posix } from 'node:path';
import type { ListedFile } from '../../model/base.js';
import { diskTree, type Reading, type Tree } from '../history/tree.js';
import { findOnDisk } from './find-on-disk.js';
import { runGit } from './git.js';

const LINK = '120000';
export const SUBMODULE = '160000';

/** Texts by blob id, kept between trees: most files of two commits are the same. */
export type Blobs = Map<string, Buffer>;

/** The tree of `folder` (POSIX path from the top of the repository, `''` for the top) in a commit; null: it is not there. */
export async function commitTree(top: string, commit: string, folder: string, blobs: Blobs): Promise<Tree | null> {
  const files = await listFiles(top, commit, folder);
  if (files.size === 0) return null;
  const wanted = await readFromDisk(diskTree(join(top, folder)), files, blobs);
  await readBlobs(top, wanted, blobs);
  return treeOf(files, async ({ blob }) => blobs.get(blob));
}

/** undefined: it cannot be had. */
type BlobOf = (file: ListedFile, path: string) => Promise<Buffer | undefined>;

/** The tree of these files, which links are never followed out of. */
export function treeOf(files: ReadonlyMap<string, ListedFile>, blobOf: BlobOf): Tree {
  return { list: async (path) => namesIn(files, path), read: (path) => readFrom(files, blobOf, path) };
}

async function listFiles(top: string, commit: string, folder: string): Promise<ReadonlyMap<string, ListedFile>> {
  const prefix = folder === '' ? '' : `${folder}/`;
  const answer = await runGit(top, ['ls-tree', '-r', '-z', '--full-tree', commit, '--', ...(prefix ? [prefix] : [])]);
  const output = 'output' in answer ? answer.output.toString('utf8') : '';
  const files = new Map<string, ListedFile>();
  for (const line of output.split('\0').filter((each) => each !== '')) {
    const [, mode = '', blob = '', path = ''] = /^(\d+) \w+ (\w+)\t([^]*)$/.exec(line) ?? [];
    files.set(path.slice(prefix.length), { mode, blob });
  }
  return files;
}

/** Most files of a commit lie there as they are. Returns the ids of the others: git unpacks them, and is asked in one go. */
async function readFromDisk(disk: Tree, files: ReadonlyMap<string, ListedFile>, blobs: Blobs): Promise<Set<string>> {
  const others = new Set<string>();
  for (const [path, { mode, blob }] of files) {
    if (mode === SUBMODULE || blobs.has(blob)) continue;
    const found = mode === LINK ? null : await findOnDisk(disk, path, blob);
    if (found === null) others.add(blob);
    else blobs.set(blob, found);
  }
  return others;
}

async function readBlobs(top: string, ids: ReadonlySet<string>, blobs: Blobs): Promise<void> {
  if (ids.size === 0) return;
  const answer = await runGit(top, ['cat-file', '--batch'], `${[...ids].join('\n')}\n`);
  if ('output' in answer) readBatch(answer.output, blobs);
}

/** `<id> blob <size>`, a line feed, the bytes, a line feed; `<id> missing` for what a partial clone lacks. */
function readBatch(output: Buffer, blobs: Blobs): void {
  for (let offset = 0; offset < output.length;) {
    const lineEnd = output.indexOf(0x0a, offset);
    const [id = '', , size] = output.toString('utf8', offset, lineEnd).split(' ');
    offset = lineEnd + 1;
    if (size === undefined) continue;
    blobs.set(id, output.subarray(offset, offset + Number(size)));
    offset += Number(size) + 1;
  }
}

function namesIn(files: ReadonlyMap<string, ListedFile>, folder: string): readonly string[] | null {
  const prefix = folder === '' ? '' : `${folder}/`;
  const inside = [...files.keys()].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  const names = new Set(inside.map((path) => path.split('/')[0] ?? ''));
  return names.size === 0 ? null : [...names].sort();
}

async function readFrom(files: ReadonlyMap<string, ListedFile>, blobOf: BlobOf, path: string): Promise<Reading | null> {
  const place = posix.normalize(path);
  const listed = files.get(place);
  if (listed === undefined) return namesIn(files, path) && { fault: 'it is a folder' };
  const text = (await blobOf(listed, place))?.toString('utf8');
  if (text === undefined) return { fault: 'git does not have it' };
  if (listed.mode !== LINK) return { text };
  const destination = posix.join(posix.dirname(path), text);
  const target = files.get(destination);
  const linked = target === undefined || target.mode === LINK ? undefined : await blobOf(target, destination);
  return linked ? { text: linked.toString('utf8') } : { fault: 'it is a link out of the folder' };
}
