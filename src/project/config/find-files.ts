/** Files by pattern, as drizzle-kit's `glob` finds them. */
import { readdir, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import picomatch from 'picomatch';

/** Files and folders (absolute, sorted) that match a pattern relative to `root`; a plain path that exists matches itself. */
export async function findPaths(root: string, pattern: string): Promise<string[]> {
  const written = pattern.split('\\').join('/');
  const plain = resolve(root, pattern);
  if ((await stat(plain).catch(() => null)) !== null) return [plain];
  const { base, glob } = picomatch.scan(written.replace(/^\.\//, ''));
  if (glob === '') return [];
  const matches = picomatch(glob);
  const start = resolve(root, base);
  return (await list(start, '', depthOf(glob))).filter((path) => matches(path)).map((path) => join(start, path));
}

/** Folders that a pattern can reach: `**` goes any depth. */
function depthOf(glob: string): number {
  return glob.includes('**') ? Number.POSITIVE_INFINITY : glob.split('/').length;
}

/** Everything below `folder`, POSIX paths relative to it, sorted; `**` follows no link and enters no `node_modules`. */
async function list(folder: string, prefix: string, depth: number): Promise<string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true }).catch(() => []);
  const lists = await Promise.all(
    entries
      .filter(({ name }) => name !== 'node_modules')
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(async (entry) => {
        const path = prefix + entry.name;
        return entry.isDirectory() && depth > 1 ? [path, ...(await list(folder, `${path}/`, depth - 1))] : [path];
      }),
  );
  return lists.flat();
}

/** A path in POSIX form. */
export function toPosix(path: string): string {
  return path.split(sep).join('/');
}
