/** Fails when `dist/` is not, byte for byte and file for file, what the sources make. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const FRESH = 'build/dist';

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** What differs between the folder and the fresh one, named. */
async function differences(): Promise<string[]> {
  const present = await filesOf('dist').catch((): string[] => []);
  const fresh = await filesOf(FRESH);
  const missing = fresh.filter((file) => !present.includes(file)).map((file) => `missing: dist/${file}`);
  const stray = present
    .filter((file) => !fresh.includes(file))
    .map((file) => `not made from the sources: dist/${file}`);
  const stale: string[] = [];
  for (const file of fresh.filter((each) => present.includes(each))) {
    const same = (await readFile(join('dist', file))).equals(await readFile(join(FRESH, file)));
    if (!same) stale.push(`out of step: dist/${file}`);
  }
  return [...missing, ...stray, ...stale];
}

execFileSync(process.execPath, ['build/scripts/bundle.js', FRESH], { stdio: 'inherit' });
const found = await differences();
for (const line of found) console.log(line);
if (found.length > 0) console.log('Run "npm run package" and commit dist/.');
process.exitCode = found.length > 0 ? 1 : 0;
await rm(FRESH, { recursive: true, force: true });
