/** Which Drizzle a project has installed, without running any of it. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface InstalledVersions {
  /** null: not installed. */
  readonly kitVersion: string | null;
  readonly ormVersion: string | null;
}

/** Versions of drizzle-kit and drizzle-orm as Node resolves them from `root` (absolute). */
export async function readInstalledVersions(root: string): Promise<InstalledVersions> {
  return { kitVersion: await readVersion(root, 'drizzle-kit'), ormVersion: await readVersion(root, 'drizzle-orm') };
}

/** Nearest `node_modules/<name>` upwards, which is Node's own rule; the file is read, never imported. */
async function readVersion(folder: string, name: string): Promise<string | null> {
  const manifest = join(folder, 'node_modules', name, 'package.json');
  const version = await readFile(manifest, 'utf8')
    .then(versionIn)
    .catch(() => null);
  const parent = dirname(folder);
  return version ?? (parent === folder ? null : readVersion(parent, name));
}

function versionIn(text: string): string | null {
  const manifest = JSON.parse(text) as { version?: unknown } | null;
  return typeof manifest?.version === 'string' ? manifest.version : null;
}
