/** Finds the PostgreSQL servers that are installed. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

export interface Binaries {
  /** Directory of `initdb` and `postgres`. */
  readonly directory: string;
  readonly major: number;
}

/** The oldest that knows all settings of `local.ts` (`wal_init_zero`). */
const OLDEST_MAJOR = 12;

/** Where packages put them; `*` stands for one path segment. Debian, PGDG for RHEL, Alpine, source, Homebrew, Postgres.app. */
const PLACES = [
  '/usr/lib/postgresql/*/bin',
  '/usr/pgsql-*/bin',
  '/usr/libexec/postgresql*',
  '/usr/local/pgsql/bin',
  '/opt/homebrew/opt/postgresql*/bin',
  '/usr/local/opt/postgresql*/bin',
  '/home/linuxbrew/.linuxbrew/opt/postgresql*/bin',
  '/Applications/Postgres.app/Contents/Versions/*/bin',
];

/** The installed server of that major version, or of the highest where it is null; null: there is none. */
export function findBinaries(major: number | null): Binaries | null {
  const found = listDirectories().flatMap((directory) => {
    const installed = readMajor(join(directory, 'postgres'));
    return installed !== null && installed >= OLDEST_MAJOR ? [{ directory, major: installed }] : [];
  });
  const fitting = found.filter((binaries) => major === null || binaries.major === major);
  return fitting.sort((a, b) => b.major - a.major)[0] ?? null;
}

function listDirectories(): string[] {
  const candidates = findDirectories(['initdb', 'postgres']);
  return [...new Set(candidates.map((directory) => dirname(realpathSync(join(directory, 'postgres')))))];
}

/** Directories that have all the programs, those that the environment names first. */
export function findDirectories(programs: readonly string[]): string[] {
  const named = [process.env['PGBIN'] ?? '', ...(process.env['PATH'] ?? '').split(delimiter)];
  return [...named, ...PLACES.flatMap(expand)].filter(
    (directory) => directory !== '' && programs.every((program) => existsSync(join(directory, program))),
  );
}

function expand(place: string): string[] {
  const segments = place.split('/').slice(1);
  return segments.reduce<string[]>(
    (parents, segment) =>
      parents.flatMap((parent) =>
        segment.includes('*')
          ? listMatching(parent, segment).map((name) => join(parent, name))
          : [join(parent, segment)],
      ),
    ['/'],
  );
}

function listMatching(parent: string, segment: string): string[] {
  const [before = '', after = ''] = segment.split('*');
  try {
    return readdirSync(parent).filter((name) => name.startsWith(before) && name.endsWith(after));
  } catch {
    return [];
  }
}

/** Asks the program itself, as in `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`; null: it does not say. */
export function readMajor(program: string): number | null {
  try {
    const answer = execFileSync(program, ['--version'], { encoding: 'utf8', timeout: 5_000 });
    const major = /\(PostgreSQL\) (\d+)/.exec(answer)?.[1];
    return major === undefined ? null : Number(major);
  } catch {
    return null;
  }
}
