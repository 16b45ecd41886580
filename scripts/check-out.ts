/** A fixture with a base branch, laid out as its author would have it. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const IDENTITY = ['-c', 'user.name=Order Desk', '-c', 'user.email=orders@example.com'];

/**
 * A repository with what is in `base/` committed and the rest of the fixture in its working directory. The branch main
 * stands there, or a commit further where the fixture has a folder `main/`: what was merged meanwhile.
 */
export function checkOut(fixture: string): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'example-'));
  const [base, main] = [resolve(fixture, 'base'), resolve(fixture, 'main')];
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: path, stdio: 'pipe' });
  const commit = (tree: string): void => {
    git('--git-dir', join(path, '.git'), '--work-tree', tree, 'add', '--all', tree);
    git(...IDENTITY, 'commit', '--quiet', '--message=Merge');
  };
  git('init', '--quiet', '--initial-branch=main');
  commit(base);
  git('branch', 'change');
  if (existsSync(main)) commit(main);
  git('symbolic-ref', 'HEAD', 'refs/heads/change');
  cpSync(fixture, path, { recursive: true, filter: (source) => ![base, main].includes(resolve(source)) });
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
