/** Runs the whole gate over a fixture project, on the embedded server unless told otherwise, as docs and tests need it. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { check, type CheckResult } from '../src/commands/check.js';
import { parseArguments } from '../src/inputs/arguments.js';
import type { ConnectionStrings } from '../src/inputs/connection-strings.js';
import { checkOut } from './check-out.js';
import { playDeployed } from './play-deployed.js';

/**
 * `folder` may hold `base/`, the state of the base branch; it is then on the branch that `--base` names. And it may hold
 * `database.sql`, which makes the database that it is deployed to.
 */
export async function runFixture(folder: string, ...flags: readonly string[]): Promise<CheckResult> {
  if (!existsSync(join(folder, 'base'))) return runBesideDatabase(folder, flags);
  using repository = checkOut(folder);
  return await runBesideDatabase(repository.path, [...flags, '--base', 'main']);
}

async function runBesideDatabase(folder: string, flags: readonly string[]): Promise<CheckResult> {
  const script = join(folder, 'database.sql');
  if (!existsSync(script)) return runGate(folder, flags, null);
  await using deployed = await playDeployed(readFileSync(script, 'utf8'));
  return await runGate(folder, flags, { url: deployed.url, variable: 'DATABASE_URL', isNamed: true });
}

async function runGate(
  folder: string,
  flags: readonly string[],
  database: ConnectionStrings['database'],
): Promise<CheckResult> {
  const hasConfig = flags.includes('--config') || existsSync(join(folder, 'drizzle.config.ts'));
  const project = hasConfig ? [] : ['--migrations', 'drizzle'];
  const server = flags.includes('--postgres') ? [] : ['--postgres', 'embedded'];
  const argv = ['check', '--working-directory', resolve(folder), ...server, ...project, ...flags];
  const invocation = parseArguments(argv);
  if (invocation.command !== 'check') throw new Error('the arguments ask for no check');
  return check(invocation.options, {
    connections: { postgres: null, database },
    impliedBase: { kind: 'none', reason: 'no base branch was named' },
    distrust: null,
    // Examples in the docs must say the same tomorrow.
    now: Date.UTC(2026, 10, 1),
  });
}
