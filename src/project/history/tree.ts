/** A migrations folder as names and texts, wherever it lies: on disk here, in a commit elsewhere. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { CannotJudge } from '../../model/cannot-judge.js';

/** A file's text, or why it has none. */
export type Reading = { readonly text: string } | { readonly fault: string };

export interface Tree {
  /** Names in a folder (`''`: the migrations folder itself), sorted by UTF-16 code unit; null: there is no such folder. */
  list(folder: string): Promise<readonly string[] | null>;
  /** null: there is no such file. */
  read(file: string): Promise<Reading | null>;
}

/**
 * The tree below an absolute path. Links are followed, as Drizzle follows them. Read synchronously: a history is hundreds of
 * small files, and asynchronously each of them takes half a dozen changes of thread.
 */
export function diskTree(root: string): Tree {
  return { list: (folder) => listFolder(join(root, folder)), read: (file) => readText(join(root, file)) };
}

/** The same tree with other texts in some of its files, by name; null: without the file. */
export function withTexts(tree: Tree, texts: ReadonlyMap<string, string | null>): Tree {
  const read = async (file: string): Promise<Reading | null> => {
    const text = texts.get(file);
    return text === undefined ? tree.read(file) : text === null ? null : { text };
  };
  const list = async (folder: string): Promise<readonly string[] | null> => {
    const names = new Set(await tree.list(folder));
    for (const [file, text] of texts) {
      if (posix.dirname(`/${file}`) !== posix.join('/', folder)) continue;
      if (text === null) names.delete(posix.basename(file));
      else names.add(posix.basename(file));
    }
    return names.size === 0 ? tree.list(folder) : [...names].sort();
  };
  return { list, read };
}

async function listFolder(path: string): Promise<readonly string[] | null> {
  try {
    return readdirSync(path).sort();
  } catch (cause) {
    if (ABSENT.has(codeOf(cause))) return null;
    throw new CannotJudge(`folder "${path}" cannot be listed`, { hint: 'Check who may read it.', cause });
  }
}

async function readText(path: string): Promise<Reading | null> {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return { fault: 'it is a folder' };
    // A named pipe or a device would never end.
    if (!stats.isFile()) return { fault: 'it is not a regular file' };
    return { text: readFileSync(path, 'utf8') };
  } catch (error) {
    const code = codeOf(error);
    return ABSENT.has(code) ? null : { fault: REASONS.get(code) ?? `reading it failed with ${code}` };
  }
}

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);

const REASONS = new Map([
  ['EACCES', 'permission to read it is missing'],
  ['EPERM', 'permission to read it is missing'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ERR_INVALID_ARG_VALUE', 'its name holds a null byte'],
  ['ERR_STRING_TOO_LONG', 'it is larger than a string can be'],
  ['ERR_FS_FILE_TOO_LARGE', 'it is larger than a string can be'],
]);

/** `code` of a system error; not by `instanceof`, since errors of another realm are errors too. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}
