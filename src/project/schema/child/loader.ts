/** Loads the project's TypeScript with the loader of its own drizzle-kit, so that it evaluates here as it does there. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { borrowJiti } from './jiti.js';

/** Loads one file (absolute) and returns its module. */
export type Load = (file: string) => unknown;

export interface Loader {
  readonly load: Load;
  /** Absolute paths of what was evaluated so far, as far as the loader tells: the files named, and what they import. */
  readonly loaded: () => readonly string[];
}

/** `kit`: package folder of drizzle-kit, real path, or null: then only what Node itself can load. */
export async function openLoader(kit: string | null): Promise<Loader> {
  if (kit === null) return { load: loadNatively, loaded: () => [] };
  const requireKit = createRequire(join(kit, 'package.json'));
  const manifest = JSON.parse(readFileSync(join(kit, 'package.json'), 'utf8')) as Manifest;
  const { load, loaded } = manifest.version.startsWith('0.')
    ? registerLoader(requireKit, manifest)
    : borrowJiti(requireKit);
  return { load: (file) => (extname(file) === '.json' ? readJson(file) : load(file)), loaded };
}

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** 0.x evaluates everything as CommonJS: with esbuild-register up to 0.31.9, with tsx from 0.31.10. */
function registerLoader(requireKit: NodeJS.Require, manifest: Manifest): Loader {
  if (manifest.dependencies?.['esbuild-register'] === undefined) {
    (requireKit('tsx/cjs/api') as { register: () => void }).register();
  } else {
    const { register } = requireKit('esbuild-register/dist/node') as { register: (options: object) => void };
    register({ format: 'cjs', loader: 'ts' });
  }
  return { load: (file) => createRequire(file)(file) as unknown, loaded: () => Object.keys(requireKit.cache) };
}

function loadNatively(file: string): unknown {
  return extname(file) === '.json' ? readJson(file) : import(/* webpackIgnore: true */ pathToFileURL(file).href);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
