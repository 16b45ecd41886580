/** What GitHub tells of a repository's commits, trees and blobs, told by git itself. */
import { execFileSync } from 'node:child_process';
import type { Answer } from './github-server.js';

export interface Hosted {
  /** Absolute path of the repository. */
  readonly path: string;
  /** Entries that a tree is cut off after; GitHub's own limit is 100,000. */
  readonly longestTree?: number;
}

type Values = Readonly<Record<string, string>>;

const NOT_FOUND: Answer = { status: 404, body: { message: 'Not Found' } };

/** null: the operation is about something else. */
export function tellRepository(hosted: Hosted | null, operation: string, values: Values, url: URL): Answer | null {
  const tell = TELL[operation];
  if (tell === undefined) return null;
  if (hosted === null) return NOT_FOUND;
  const git = (...args: readonly string[]): Buffer => execFileSync('git', args, { cwd: hosted.path, stdio: 'pipe' });
  try {
    return { status: 200, body: tell(git, values, { recursive: url.searchParams.has('recursive'), ...hosted }) };
  } catch {
    return NOT_FOUND;
  }
}

type Git = (...args: readonly string[]) => Buffer;
type Settings = Hosted & { readonly recursive: boolean };

const TELL: Readonly<Record<string, (git: Git, values: Values, settings: Settings) => unknown>> = {
  'git/get-commit': (git, { commit_sha = '' }) => {
    const [sha, ...parents] = lineOf(git, 'rev-list', '--parents', '-n', '1', commit_sha).split(' ');
    return { sha, parents: parents.map((parent) => ({ sha: parent })) };
  },
  'repos/compare-commits-with-basehead': (git, { basehead = '' }) => {
    return { merge_base_commit: { sha: lineOf(git, 'merge-base', ...basehead.split('...')) }, commits: [], files: [] };
  },
  'git/get-tree': (git, { tree_sha = '' }, { recursive, longestTree = 100_000 }) => {
    const lines = git('ls-tree', '-z', '-l', ...(recursive ? ['-r', '-t'] : []), tree_sha)
      .toString('utf8')
      .split('\0');
    const tree = lines.flatMap((line) => {
      const [, mode, type, sha, size, path] = /^(\d+) (\w+) (\w+) +(\S+)\t([^]*)$/.exec(line) ?? [];
      return path === undefined ? [] : { path, mode, type, sha, ...(type === 'blob' ? { size: Number(size) } : {}) };
    });
    return { sha: tree_sha, tree: tree.slice(0, longestTree), truncated: tree.length > longestTree };
  },
  'git/get-blob': (git, { file_sha = '' }) => {
    const bytes = git('cat-file', 'blob', file_sha);
    // Lines of 60 digits, as GitHub sends them.
    const content = bytes.toString('base64').replaceAll(/(.{60})/g, '$1\n');
    return { sha: file_sha, size: bytes.length, encoding: 'base64', content: `${content}\n` };
  },
};

function lineOf(git: Git, ...args: readonly string[]): string {
  return git(...args)
    .toString('utf8')
    .trim();
}
