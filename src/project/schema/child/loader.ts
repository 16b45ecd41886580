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
  /**
   * Does the work as if the loader were not there: it would transform whatever is loaded meanwhile. null: it cannot be taken
   * out any more.
   */
  readonly aside: (<T>(work: () => Promise<T>) => Promise<T>) | null;
}

const known = new Map<string | null, Loader>();

/** The loader that an earlier question has opened; null: none has. */
export function knownLoader(kit: string | null): Loader | null {
  return known.get(kit) ?? null;
}

/** `kit`: package folder of drizzle-kit, real path, or null: then only what Node itself can load. */
export async function openLoader(kit: string | null): Promise<Loader> {
  const loader = known.get(kit) ?? makeLoader(kit);
  known.set(kit, loader);
  return loader;
}

function makeLoader(kit: string | null): Loader {
  if (kit === null) return { load: loadNatively, loaded: () => [], aside: null };
  const requireKit = createRequire(join(kit, 'package.json'));
  const manifest = JSON.parse(readFileSync(join(kit, 'package.json'), 'utf8')) as Manifest;
  const { load, ...loader } = manifest.version.startsWith('0.')
    ? registerLoader(requireKit, manifest)
    : { ...borrowJiti(requireKit), aside: null };
  return { ...loader, load: (file) => (extname(file) === '.json' ? readJson(file) : load(file)) };
}

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** 0.x evaluates everything as CommonJS: with esbuild-register up to 0.31.9, with tsx from 0.31.10. */
function registerLoader(requireKit: NodeJS.Require, manifest: Manifest): Loader {
  const register = registrar(requireKit, manifest);
  let unregister = register();
  const aside = async <T>(work: () => Promise<T>): Promise<T> => {
    unregister?.();
    try {
      return await work();
    } finally {
      unregister = register();
    }
  };
  return {
    load: (file) => createRequire(file)(file) as unknown,
    loaded: () => Object.keys(requireKit.cache),
    aside: unregister === null ? null : aside,
  };
}

/** Puts the loader in place and returns what takes it out again; null: nothing does. */
function registrar(requireKit: NodeJS.Require, manifest: Manifest): () => (() => void) | null {
  if (manifest.dependencies?.['esbuild-register'] === undefined) {
    const { register } = requireKit('tsx/cjs/api') as { register: () => unknown };
    return () => asAction(register());
  }
  const { register } = requireKit('esbuild-register/dist/node') as {
    register: (options: object) => { unregister?: unknown } | undefined;
  };
  return () => asAction(register({ format: 'cjs', loader: 'ts' })?.unregister);
}

function asAction(value: unknown): (() => void) | null {
  return typeof value === 'function' ? (value as () => void) : null;
}

function loadNatively(file: string): unknown {
  return extname(file) === '.json' ? readJson(file) : import(/* webpackIgnore: true */ pathToFileURL(file).href);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
