/** A fixture with a base branch, laid out as its author would have it. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const IDENTITY = ['-c', 'user.name=Order Desk', '-c', 'user.email=orders@example.com'];

/** A repository whose branch main has what is in `base/`, with the rest of the fixture in its working directory. */
export function checkOut(fixture: string): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'example-'));
  const base = resolve(fixture, 'base');
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: path, stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch=main');
  git('--git-dir', join(path, '.git'), '--work-tree', base, 'add', '--all', base);
  git(...IDENTITY, 'commit', '--quiet', '--message=Merge');
  cpSync(fixture, path, { recursive: true, filter: (source) => resolve(source) !== base });
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
