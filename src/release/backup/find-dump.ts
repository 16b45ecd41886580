/** Finds a pg_dump that can read a server: one of the same major version or a later one. */
import { join } from 'node:path';
import { findDirectories, readMajor } from '../../postgres/servers/find-binaries.js';

/** Paths of programs of one installation. */
export interface DumpPrograms {
  readonly dump: string;
  readonly restore: string;
  readonly major: number;
}

/** The nearest major version from `serverMajor` on; null: none is installed. */
export function findDump(serverMajor: number): DumpPrograms | null {
  const found = findDirectories(['pg_dump', 'pg_restore']).flatMap((directory) => {
    const dump = join(directory, 'pg_dump');
    // Debian's wrapper in /usr/bin answers with the version that it would run.
    const major = readMajor(dump);
    return major === null || major < serverMajor ? [] : [{ dump, restore: join(directory, 'pg_restore'), major }];
  });
  return found.sort((a, b) => a.major - b.major)[0] ?? null;
}
