/** Finds what stands beside the code at run time: child programs, wasm packages, the initialised data directory. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { CannotJudge } from './model/cannot-judge.js';

let root: string | null = null;

/**
 * Tells where the assets are: `dist/` for the bundle, `build/src/` for the compiled sources. Told and not derived from
 * `import.meta.url`, which webpack replaces by the path of the source file at build time.
 */
export function setAssetRoot(directory: string): void {
  root = directory;
}

/** Absolute path of an asset, such as `postgres/embedded/child.js`. Throws CannotJudge where the installation lacks it. */
export function assetPath(name: string): string {
  const path = locate(name);
  if (!existsSync(path)) {
    throw new CannotJudge(`the installation lacks "${name}"`, { hint: 'Reinstall drizzle-gatekeeper.' });
  }
  return path;
}

/** Absolute path of what stands beside `dist/` in package and checkout. Throws CannotJudge where the installation lacks it. */
export function packagedPath(name: string): string {
  // From `dist/` or `build/src/`, which a link may lead to.
  const places = [locate(join('..', name)), locate(join('..', '..', name))];
  return places.find((place) => existsSync(place)) ?? assetPath(join('..', name));
}

/**
 * Imports a package that cannot be bundled because it finds its wasm beside itself (libpg-query, PGlite).
 * The bundle carries it under `vendor/<name>/`; from the compiled sources it comes from node_modules.
 * A file within a package is named in full, without an entry: `libpg-query/wasm/libpg-query.js`.
 */
export async function importVendored<T>(name: string, entry = ''): Promise<T> {
  const vendored = locate(join('vendor', name, entry));
  const specifier = existsSync(vendored) ? pathToFileURL(vendored).href : name;
  return (await import(/* webpackIgnore: true */ specifier)) as T;
}

/** Absolute path of what the bundle carries of a package, packed by brotli; null: this is no bundle, but the sources. */
export function packedPath(name: string): string | null {
  const path = locate(join('vendor', `${name}.br`));
  return existsSync(path) ? path : null;
}

/** Of all files of the bundle; null: this is no bundle, but the sources. */
export function programDigest(): string | null {
  const path = locate('digest');
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
}

/** What brotli has packed. */
export async function unpack(path: string): Promise<Buffer> {
  return promisify(brotliDecompress)(await readFile(path));
}

function locate(name: string): string {
  // `dist/cli/index.js` and `dist/action/index.js` stand one folder below the assets.
  root ??= dirname(dirname(realpathSync(process.argv[1] ?? process.cwd())));
  return join(root, name);
}
