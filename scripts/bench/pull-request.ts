/** A history as a pull request sees it: the base branch has all of it but the newest migration. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Journal {
  readonly entries: readonly { readonly idx: number; readonly tag: string }[];
}

export interface PullRequest {
  /** What the gate is told, to judge it. */
  readonly flags: readonly string[];
  readonly remove: () => void;
}

/** Makes a repository of two commits out of a folder of the journal layout. */
export function openPullRequest(folder: string): PullRequest {
  const repository = mkdtempSync(join(tmpdir(), 'gatekeeper-bench-'));
  const [migrations, held] = [join(repository, 'drizzle'), join(repository, '.git/held')];
  execFileSync('git', ['init', '--quiet', repository]);
  cpSync(folder, migrations, { recursive: true });
  execFileSync('chmod', ['-R', 'u+w', migrations]);
  const journal = readFileSync(join(migrations, 'meta/_journal.json'), 'utf8');
  const { entries, ...rest } = JSON.parse(journal) as Journal;
  const newest = entries.at(-1);
  if (newest === undefined) throw new Error(`"${folder}" has no migrations`);
  const snapshot = `meta/${String(newest.idx).padStart(4, '0')}_snapshot.json`;
  cpSync(migrations, held, { recursive: true });
  for (const name of [`${newest.tag}.sql`, snapshot]) rmSync(join(migrations, name));
  writeFileSync(join(migrations, 'meta/_journal.json'), JSON.stringify({ ...rest, entries: entries.slice(0, -1) }));
  commit(repository, 'base');
  rmSync(migrations, { recursive: true });
  renameSync(held, migrations);
  commit(repository, 'one migration more');
  return {
    flags: ['--working-directory', repository, '--migrations', 'drizzle', '--base', 'HEAD~1'],
    remove: () => rmSync(repository, { recursive: true, force: true }),
  };
}

function commit(repository: string, message: string): void {
  const author = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost'];
  execFileSync('git', ['-C', repository, 'add', '--all']);
  execFileSync('git', ['-C', repository, ...author, 'commit', '--quiet', '--message', message]);
}
