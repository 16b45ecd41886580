/** Runs the whole gate over a fixture project, on the embedded server, as docs and tests need it. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { check, type CheckResult } from '../src/commands/check.js';
import { parseArguments } from '../src/inputs/arguments.js';
import { checkOut } from './check-out.js';

/** `folder` may hold `base/`, the state of the base branch; it is then on the branch that `--base` names. */
export async function runFixture(folder: string, ...flags: readonly string[]): Promise<CheckResult> {
  if (!existsSync(join(folder, 'base'))) return runGate(folder, flags);
  using repository = checkOut(folder);
  return await runGate(repository.path, [...flags, '--base', 'main']);
}

async function runGate(folder: string, flags: readonly string[]): Promise<CheckResult> {
  const hasConfig = flags.includes('--config') || existsSync(join(folder, 'drizzle.config.ts'));
  const project = hasConfig ? [] : ['--migrations', 'drizzle'];
  const argv = ['check', '--working-directory', resolve(folder), '--postgres', 'embedded', ...project, ...flags];
  const invocation = parseArguments(argv);
  if (invocation.command !== 'check') throw new Error('the arguments ask for no check');
  return check(invocation.options, {
    connections: { postgres: null, database: null },
    impliedBase: { kind: 'none', reason: 'no base branch was named' },
    distrust: null,
    // Examples in the docs must say the same tomorrow.
    now: Date.UTC(2026, 10, 1),
  });
}
