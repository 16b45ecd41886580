/** The texts of the schema, for reports that say where something is declared. */
import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { SourceFile } from '../../model/history.js';

/** Of these absolute paths, the files below `cwd` that are no package's; what cannot be read is left out. */
export async function readSources(paths: readonly string[], cwd: string): Promise<readonly SourceFile[]> {
  const own = paths.flatMap((path) => {
    const parts = relative(cwd, path).split(sep);
    return parts[0] === '..' || parts.includes('node_modules') ? [] : [{ path: parts.join('/'), file: path }];
  });
  const read = own.map(async ({ path, file }) =>
    readFile(file, 'utf8').then(
      (text) => [{ path, text }],
      () => [],
    ),
  );
  return (await Promise.all(read)).flat();
}
