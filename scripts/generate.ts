/** `npm run generate` writes every file that is made from others; with `--check` it only says which are out of step. */
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { setAssetRoot } from '../src/assets.js';
import { generateRegistry } from './generate/checks.js';
import type { GeneratedFile } from './generate/file.js';
import { generatePinned } from './generate/pinned.js';

const checkOnly = process.argv.includes('--check');

/** Writes what is not in step, or only names it. Returns whether anything was out of step. */
async function settle(files: readonly GeneratedFile[]): Promise<boolean> {
  let changed = false;
  for (const { path, content } of files) {
    const formatted = await format(content, { ...(await resolveConfig(path)), filepath: path });
    if ((await readFile(path, 'utf8').catch(() => null)) === formatted) continue;
    changed = true;
    console.log(`${checkOnly ? 'out of step' : 'written'}: ${path}`);
    if (checkOnly) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, formatted);
  }
  return changed;
}

setAssetRoot(resolve('build/src'));
const newSources = await settle([...(await generateRegistry()), await generatePinned()]);
// What follows runs the gate itself, with all its checks.
if (newSources && !checkOnly) execFileSync('npm', ['run', 'build'], { stdio: 'inherit' });
const { generateAll } = await import('./generate/all.js');
const others = await settle(await generateAll());
if (checkOnly && (newSources || others)) process.exitCode = 1;
