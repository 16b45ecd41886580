/** Runs the whole gate over a fixture project, on the embedded server, as docs and tests need it. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { check, type CheckResult } from '../src/commands/check.js';
import { parseArguments } from '../src/inputs/arguments.js';

/** `folder` may hold `base/`, the state of the base branch; it then becomes a commit that `--base` names. */
export async function runFixture(folder: string, ...flags: readonly string[]): Promise<CheckResult> {
  if (!existsSync(join(folder, 'base'))) return runGate(folder, flags);
  const repository = await mkdtemp(join(tmpdir(), 'fixture-'));
  try {
    await cp(join(folder, 'base'), repository, { recursive: true });
    commitAll(repository);
    await rm(join(repository, 'drizzle'), { recursive: true });
    await cp(join(folder, 'drizzle'), join(repository, 'drizzle'), { recursive: true });
    return await runGate(repository, [...flags, '--base', 'HEAD']);
  } finally {
    await rm(repository, { recursive: true });
  }
}

async function runGate(folder: string, flags: readonly string[]): Promise<CheckResult> {
  const project = existsSync(join(folder, 'drizzle.config.ts')) ? [] : ['--migrations', 'drizzle'];
  const argv = ['check', '--working-directory', resolve(folder), '--postgres', 'embedded', ...project, ...flags];
  const invocation = parseArguments(argv);
  if (invocation.command !== 'check') throw new Error('the arguments ask for no check');
  return check(invocation.options, { postgres: null, database: null });
}

function commitAll(repository: string): void {
  const git = (...argv: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=fixture', '-c', 'user.email=fixture@example.com', ...argv], {
      cwd: repository,
      stdio: 'ignore',
    });
  git('init');
  git('add', '.');
  git('commit', '--no-gpg-sign', '-m', 'base');
}
