/** The green example with something changed, in a folder of its own, and the bundled command line started in it. */
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { startNode, type Ended } from './start.js';

/** Where the bundles are; another place than `dist` while they are worked on. */
export const DIST = resolve(process.env['GATEKEEPER_DIST'] ?? 'dist');
export const CLI = join(DIST, 'cli/index.js');
export const isBuilt = existsSync(CLI);
if (!isBuilt) console.warn('skipped: dist is not there, so the bundles are not tested; run "npm run package"');

/** By path: the new text, the change of the old one, or null for a file or folder that goes. */
export type Changes = Readonly<Record<string, string | null | ((text: string) => string)>>;

/** Folders that hold the packages; null: not installed. */
export interface Toolchain {
  readonly kit: string | null;
  readonly orm: string | null;
}

const INSTALLED: Toolchain = { kit: '.', orm: '.' };

export interface ExampleProject extends AsyncDisposable {
  readonly path: string;
}

export async function makeProject(changes: Changes = {}, { kit, orm } = INSTALLED): Promise<ExampleProject> {
  const path = await mkdtemp(join(await realpath(tmpdir()), 'project-'));
  await cp('migrations-fixtures/example/green', path, { recursive: true });
  for (const [file, change] of Object.entries(changes)) await apply(join(path, file), change);
  if (kit !== null) await install(path, kit, 'drizzle-kit', kit !== orm && orm !== null);
  if (orm !== null) await install(path, orm, 'drizzle-orm', false);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** A link, or a copy with links to what it depends on, which finds the packages beside it and not its old neighbours. */
async function install(project: string, from: string, name: string, copied: boolean): Promise<void> {
  const [source, target] = [resolve(from, 'node_modules', name), join(project, 'node_modules', name)];
  await mkdir(dirname(target), { recursive: true });
  if (!copied) return symlink(source, target, 'junction');
  await cp(source, target, { recursive: true });
  const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as { dependencies?: object };
  for (const needed of Object.keys(manifest.dependencies ?? {})) await install(project, from, needed, false);
}

async function apply(path: string, change: Changes[string]): Promise<void> {
  if (change === null) return rm(path, { recursive: true });
  const text = typeof change === 'string' ? change : change(await readFile(path, 'utf8'));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** Runs the command line in the project, with no more of the environment than a shell has. */
export async function runIn({ path }: ExampleProject, args: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const words = args.split(' ').filter((word) => word !== '');
  return startNode(CLI, words, { cwd: path, env: { PATH: process.env['PATH'], PGBIN: process.env['PGBIN'], ...env } });
}

/** One line that says what is wrong, one that says what to do, and no stack. */
export const ONE_ERROR = /^error: [^\n]+\n {2}hint: [^\n]+\n$/;
