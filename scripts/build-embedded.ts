/**
 * Makes what the embedded server needs at run time, byte for byte the same each time: PGlite's wasm and files compressed,
 * the extensions, and an initialised data directory. `node build/scripts/build-embedded.js [--if-missing]`
 */
import crypto from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { dirname, join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { packDataDirectory, type DataFile } from '../src/postgres/data-directory.js';
import { compress } from './compress.js';

const DATA = '/pglite/data';
const EPOCH = Date.UTC(2026, 0, 1);

/** The same bytes in every build: time and chance enter a data directory as system identifier, time stamps and nonce. */
function stopTimeAndChance(): void {
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(time: number | string | Date = EPOCH) {
      super(time);
    }
    static override now(): number {
      return EPOCH;
    }
  } as DateConstructor;
  performance.now = () => 0;
  crypto.randomFillSync = ((bytes: Uint8Array) => bytes.fill(7)) as typeof crypto.randomFillSync;
  syncBuiltinESMExports();
}

/**
 * Runs initdb once, with small WAL segments, and shrinks the result: an instance is one database, so the templates go;
 * VACUUM FULL and the checkpoint leave neither dead rows nor old WAL.
 */
async function makeDataDirectory(): Promise<DataFile[]> {
  const { PGlite } = await import('@electric-sql/pglite');
  const settings = ['min_wal_size=2MB', 'max_wal_size=2MB', 'wal_recycle=off', 'io_method=sync', 'exit_on_error=false'];
  const server = await PGlite.create({
    initDbStartParams: ['--wal-segsize=1', '--locale=C'],
    startParams: ['--single', '-F', '-j', ...settings.flatMap((setting) => ['-c', setting])],
  });
  await server.exec('UPDATE pg_database SET datistemplate = false');
  for (const sql of ['DROP DATABASE template0', 'DROP DATABASE template1', 'VACUUM FULL ANALYZE', 'CHECKPOINT']) {
    await server.exec(sql);
  }
  const files = server.Module.FS;
  if (server.fs) server.fs.closeFs = async () => undefined; // The files are read after the shutdown checkpoint.
  await server.close();
  return [...listFiles(files, '')];
}

type Files = PGlite['Module']['FS'];

function* listFiles(files: Files, directory: string): Generator<DataFile> {
  const names = files.readdir(`${DATA}/${directory}`).filter((name: string) => name !== '.' && name !== '..');
  for (const name of names.sort()) {
    const path = directory === '' ? name : `${directory}/${name}`;
    const isDirectory = files.isDir(files.stat(`${DATA}/${path}`).mode);
    yield { path, content: isDirectory ? null : files.readFile(`${DATA}/${path}`) };
    if (isDirectory) yield* listFiles(files, path);
  }
}

async function copyExtensions(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) {
    if (name.endsWith('.tar.gz')) await copyFile(join(from, name), join(to, name));
  }
}

const target = 'build/src/postgres/embedded';
if (process.argv.includes('--if-missing') && existsSync(join(target, 'data-directory.br'))) process.exit();
const resolve = createRequire(import.meta.url).resolve;
const pglite = dirname(resolve('@electric-sql/pglite'));
await mkdir(join(target, 'extensions'), { recursive: true });
for (const name of ['pglite.wasm', 'pglite.data']) {
  await writeFile(join(target, `${name}.br`), compress(await readFile(join(pglite, name))));
}
await copyExtensions(pglite, join(target, 'extensions'));
await copyExtensions(dirname(resolve('@electric-sql/pglite-pgvector')), join(target, 'extensions'));
stopTimeAndChance();
await writeFile(join(target, 'data-directory.br'), compress(packDataDirectory(await makeDataDirectory())));
process.exit(); // PGlite leaves handles behind that keep Node alive.
