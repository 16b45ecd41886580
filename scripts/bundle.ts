/**
 * Makes `dist/` from the compiled sources in `build/`: the bundles (`cli`, `action`), the child programs, and the
 * packages that carry wasm, which no bundler can follow. The same sources give the same bytes.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { compress } from './compress.js';

const DIST = process.argv[2] ?? 'dist';

/** Entry below `build/src` → file below `dist`. */
const BUNDLES: Readonly<Record<string, string>> = {
  'action.js': 'action/index.js',
  'library-bundle.js': 'library/bundle.js',
  'postgres/embedded/child.js': 'postgres/embedded/child.js',
  'project/schema/child.js': 'project/schema/child.js',
  'project/schema/kit/journal/index.js': 'project/schema/kit/journal/index.js',
  'project/schema/kit/folders/index.js': 'project/schema/kit/folders/index.js',
};

/** Package → what of it is needed at run time, relative to the package. */
const VENDORED: Readonly<Record<string, readonly string[]>> = {
  // Without initdb and the file systems that are not in memory.
  '@electric-sql/pglite': [
    'package.json',
    'LICENSE',
    'dist/index.js',
    ...['BD5WXLQO', 'KLBW4PNS', 'N66TTF7B', 'UYHX356B', 'VQDTEBLE', 'XZUEO4BZ', 'Y6PULSM7', 'ZSOCVAT7'].map(
      (chunk) => `dist/chunk-${chunk}.js`,
    ),
  ],
  'libpg-query': ['package.json', 'LICENSE', 'wasm/libpg-query.js'],
};

/** What of them is packed: the whole of dist/ has to stay within 20 MB. */
const PACKED = 'libpg-query/wasm/libpg-query.wasm';

/** Made by build-embedded.ts. */
const EMBEDDED = ['pglite.wasm.br', 'pglite.data.br', 'data-directory.br', 'extensions'].map(
  (name) => `postgres/embedded/${name}`,
);

interface Bundle {
  readonly code: string;
  readonly assets: Readonly<Record<string, { readonly source: Buffer }>>;
}

const ncc = createRequire(resolve('package.json'))('@vercel/ncc') as (
  entry: string,
  options: object,
) => Promise<Bundle>;

async function bundle(entry: string, target: string): Promise<void> {
  // The bundled drizzle-kits are other people's megabytes, and their wasm serves drivers that nobody here loads.
  const isKit = entry.startsWith('project/schema/kit/');
  // Of the Action, two thirds are GitHub's own client; the whole of dist/ has to stay within 20 MB.
  const minify = isKit || entry === 'action.js' || entry === 'library-bundle.js';
  const { code, assets } = await ncc(resolve('build/src', entry), { cache: false, quiet: true, minify });
  await write(target, code);
  for (const [name, { source }] of Object.entries(assets)) {
    // ncc marks each folder as a module; one file at the top does it for all.
    if (name === 'package.json' || (isKit && /\.(wasm|data)$/.test(name))) continue;
    await write(join(dirname(target), name), source);
  }
}

async function write(target: string, content: string | Buffer): Promise<void> {
  const path = join(DIST, target);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

async function vendor(name: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    await cp(join('node_modules', name, file), join(DIST, 'vendor', name, file), { recursive: true });
  }
}

/**
 * The library's shell, which no bundler may see: webpack replaces `import.meta.url` by a path of the machine that builds.
 * It is imported by a program whose own path says nothing of where the assets are.
 */
const LIBRARY = `import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setAssetRoot } from './bundle.js';
setAssetRoot(dirname(dirname(fileURLToPath(import.meta.url))));
export { CannotJudge, apply, baseline, plan, repair, status } from './bundle.js';
`;

/** Declarations of the library and of all that they import, under `dist/library/types`. */
async function declare(): Promise<void> {
  const compiler = join('node_modules', 'typescript', 'bin', 'tsc');
  const options = ['--declaration', '--emitDeclarationOnly', '--incremental', 'false', '--outDir', TYPES];
  execFileSync(process.execPath, [compiler, '-p', '.', ...options], { stdio: 'inherit' });
  const done = new Set<string>();
  const copy = async (file: string): Promise<void> => {
    if (done.has(file)) return;
    done.add(file);
    const text = await readFile(join(TYPES, 'src', file), 'utf8');
    await write(join('library/types', file), text);
    const names = Array.from(text.matchAll(/(?:from |import\()["'](\.[^"']+)\.js["']/g), ([, name]) => name ?? '');
    for (const name of names) await copy(`${join(dirname(file), name)}.d.ts`);
  };
  await copy('library.d.ts');
  await write('library/index.d.ts', "export * from './types/library.js';\n");
  await write('library/index.js', LIBRARY);
}

const TYPES = join('build', 'types');

/** Commands and functions are one bundle: two would not fit into the limit. */
async function writeCommandLine(): Promise<void> {
  const shell = await readFile('build/src/cli.js', 'utf8');
  const text = shell.replace('./commands/run-cli.js', '../library/bundle.js').replace(/\n\/\/# source.*\n?$/, '\n');
  await write('cli/index.js', text);
}

/** SHA-256 of names and contents of all files: by it a run knows what the same program has made. */
async function digestOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.flatMap((entry) =>
    entry.isFile() ? relative(folder, join(entry.parentPath, entry.name)) : [],
  );
  const hash = createHash('sha256');
  for (const file of files.map((path) => path.split(sep).join('/')).sort()) {
    const content = await readFile(join(folder, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

await rm(DIST, { recursive: true, force: true });
for (const [entry, target] of Object.entries(BUNDLES)) await bundle(entry, target);
await declare();
await writeCommandLine();
for (const [name, files] of Object.entries(VENDORED)) await vendor(name, files);
await write(`vendor/${PACKED}.br`, compress(await readFile(join('node_modules', PACKED))));
for (const name of EMBEDDED) await cp(join('build/src', name), join(DIST, name), { recursive: true });
// What an untrusted report is held against.
await cp('schema', join(DIST, 'schema'), { recursive: true });
// Without it the package.json of whoever runs the Action would decide how these files are read.
await write('package.json', '{ "type": "module" }\n');
await write('digest', `${await digestOf(DIST)}\n`);
