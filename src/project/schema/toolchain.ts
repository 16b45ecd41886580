/** The project's drizzle-kit and drizzle-orm as installed: where they are, what they can do, whether they fit. */
import { existsSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CannotJudge } from '../../model/cannot-judge.js';
import type { Line } from './protocol.js';

export interface Package {
  /** Real path: a package finds its own dependencies from there, whatever the package manager. */
  readonly folder: string;
  readonly version: string;
}

/** The nearest `node_modules/<name>` upwards from one of the folders, the first that has it. */
export async function findPackage(name: string, folders: readonly string[]): Promise<Package | null> {
  for (const folder of folders.flatMap(ancestors)) {
    const link = join(folder, 'node_modules', name);
    const version = await readFile(join(link, 'package.json'), 'utf8').then(versionIn, () => null);
    if (version !== null) return { folder: await realpath(link), version };
  }
  return null;
}

/** null: a manifest that Node could not use either. */
function versionIn(text: string): string | null {
  try {
    const manifest = JSON.parse(text) as { version?: unknown } | null;
    return typeof manifest?.version === 'string' ? manifest.version : null;
  } catch {
    return null;
  }
}

/** The interface that this drizzle-kit offers; null: none. 0.23 has the first, late 1.0 candidates the second. */
export function lineOf(kit: Package): Line | null {
  if (existsSync(join(kit.folder, 'api-postgres.js'))) return existsSync(join(kit.folder, 'cli.js')) ? '1.0' : null;
  return existsSync(join(kit.folder, 'api.js')) ? '0.x' : null;
}

/** What goes together, by the number that both packages carry (`assertOrmCoreVersion` of drizzle-kit). */
const PAIRS: Readonly<Record<string, string>> = {
  7: 'drizzle-kit 0.22 to 0.24 and drizzle-orm 0.31 to 0.33',
  8: 'drizzle-kit 0.25 and drizzle-orm 0.34',
  9: 'drizzle-kit 0.26 and drizzle-orm 0.35',
  10: 'drizzle-kit 0.27 to 0.31 and drizzle-orm 0.36 to 0.45',
  14: 'drizzle-kit 1.0.0-rc and drizzle-orm 1.0.0-rc',
};

/** Throws CannotJudge where drizzle-kit itself would refuse to work with this drizzle-orm. */
export async function requireMatch(kit: Package, orm: Package | null): Promise<void> {
  if (orm === null) {
    throw new CannotJudge('drizzle-orm is not installed', { hint: 'Install the dependencies of the project first.' });
  }
  const [needed, offered] = await Promise.all([
    readNumber(join(kit.folder, 'bin.cjs'), /requiredApiVersion = (\d+)/),
    readNumber(join(orm.folder, 'version.js'), /compatibilityVersion = (\d+)/),
  ]);
  if (needed === null || offered === null || needed === offered) return;
  const pairs = [needed, offered].flatMap((number) => PAIRS[number] ?? []);
  const hint = `Install a pair that matches: ${pairs.join(', or ')}.`;
  throw new CannotJudge(`drizzle-kit ${kit.version} does not work with drizzle-orm ${orm.version}`, { hint });
}

async function readNumber(file: string, pattern: RegExp): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return pattern.exec(text)?.[1] ?? null;
}

function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}
