/** What an embedded server is made of, read once per process and shared by its instances. */
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type * as pglite from '@electric-sql/pglite';
import { assetPath, importVendored, unpack } from '../../assets.js';

/** Absent from Node 20's types. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };

export interface EmbeddedAssets {
  readonly pglite: typeof pglite;
  /** Compiled. */
  readonly wasm: object;
  /** PGlite's installation directory: share, lib, time zones. */
  readonly bundle: Blob;
  readonly dataDirectory: Buffer;
  /** Tarballs by the name that `CREATE EXTENSION` uses. */
  readonly extensions: Readonly<Record<string, URL>>;
}

/** Reads and unpacks everything at once: decompression and compilation run on the thread pool. */
export async function readEmbeddedAssets(): Promise<Omit<EmbeddedAssets, 'extensions'>> {
  const [module, wasm, bundle, dataDirectory] = await Promise.all([
    importVendored<typeof pglite>('@electric-sql/pglite', 'dist/index.js'),
    unpackOwn('pglite.wasm').then((bytes) => WebAssembly.compile(bytes)),
    unpackOwn('pglite.data'),
    unpackOwn('data-directory'),
  ]);
  return { pglite: module, wasm, bundle: new Blob([bundle]), dataDirectory };
}

function unpackOwn(name: string): Promise<Buffer> {
  return unpack(assetPath(`postgres/embedded/${name}.br`));
}

/** What must be there before it: `CREATE EXTENSION … CASCADE` creates it too. */
const REQUIRED: Readonly<Record<string, string>> = { earthdistance: 'cube' };
/** Extensions that PostgreSQL delivers in one module under several names. */
const SPI = new Set(['autoinc', 'insert_username', 'moddatetime', 'refint']);

/** Names without a tarball are left out: the server itself then says that it does not have them. */
export function findExtensions(names: readonly string[]): EmbeddedAssets['extensions'] {
  const directory = assetPath('postgres/embedded/extensions');
  const wanted = new Set(names.flatMap((name) => [name, REQUIRED[name] ?? name]).map(bundleOf));
  const tarballs = [...wanted].map((name) => [name, `${directory}/${name}.tar.gz`] as const);
  return Object.fromEntries(
    tarballs.filter(([, path]) => existsSync(path)).map(([name, path]) => [name, pathToFileURL(path)]),
  );
}

function bundleOf(name: string): string {
  return SPI.has(name) ? 'spi' : name;
}
