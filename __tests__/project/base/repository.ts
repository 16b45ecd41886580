/** A git repository for one test, untouched by the configuration of whoever runs it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface Repository extends Disposable {
  readonly path: string;
  /** Runs git in it and gives its output, trimmed. */
  git(...args: readonly string[]): string;
  /** Writes these files, deletes those that are null, and commits; gives the commit. */
  commit(files: Readonly<Record<string, string | null>>): string;
}

const identity = { name: 'Order Desk', email: 'orders@example.com' };
const environment = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: identity.name,
  GIT_AUTHOR_EMAIL: identity.email,
  GIT_COMMITTER_NAME: identity.name,
  GIT_COMMITTER_EMAIL: identity.email,
};

/** An empty repository on branch main, or a clone made with these arguments of `git clone`. */
export function makeRepository(...clone: readonly string[]): Repository {
  const path = mkdtempSync(join(tmpdir(), 'drizzle-repository-'));
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: path, env: environment, encoding: 'utf8', stdio: 'pipe' }).trim();
  if (clone.length === 0) git('init', '--quiet', '--initial-branch=main');
  else git('clone', '--quiet', ...clone, '.');
  const commit = (files: Readonly<Record<string, string | null>>) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      if (text === null) rmSync(join(path, name));
      else writeFileSync(join(path, name), text);
    }
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message=Change migrations');
    return git('rev-parse', 'HEAD');
  };
  return { path, git, commit, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Whether this machine has git; says so where it has not. */
export function hasGit(): boolean {
  try {
    execFileSync('git', ['--version'], { stdio: 'pipe' });
    return true;
  } catch {
    console.warn('reading the base branch is not tested: git is not installed');
    return false;
  }
}
