/** Docker's command line, and the containers of this machine's runs. */
import { execFile, execFileSync } from 'node:child_process';
import { hostname } from 'node:os';
import { CannotJudge } from '../../model/cannot-judge.js';
import { isAlive } from './is-alive.js';

interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Beside the run's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What it writes to standard error is part of the answer. */
  readonly merged?: boolean;
}

/** What the command prints. Throws CannotJudge with Docker's own words. */
export async function runDocker(args: readonly string[], options: CallOptions): Promise<string> {
  const env = { ...process.env, ...options.environment };
  return new Promise((resolve, reject) => {
    execFile('docker', args, { env, ...(options.signal && { signal: options.signal }) }, (error, stdout, stderr) => {
      if (error === null) resolve(options.merged === true ? stdout + stderr : stdout);
      else reject(cannotUse(error, stderr));
    });
  });
}

function cannotUse(error: Error, stderr: string): CannotJudge {
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  // `docker run` ends with advice: "Run 'docker run --help' for more information".
  const said = stderr
    .split('\n')
    .find((line) => line.trim() !== '' && !line.startsWith('Run '))
    ?.replace(/^docker: /, '');
  return new CannotJudge(missing ? 'Docker is not installed' : `Docker: ${said?.trim() ?? error.message}`, {
    hint: 'Mend that, use --postgres binaries, or name a running server in GATEKEEPER_POSTGRES_URL.',
    cause: error,
  });
}

/** Names the run, so that a later one knows when it is over. The machine counts: several may share one Docker. */
export function containerNameOf(unique: string): string {
  return `${prefix()}${process.pid}-${unique}`;
}

function prefix(): string {
  return `gatekeeper-${hostname().replaceAll(/[^\w.]/g, '_')}-`;
}

/** At once, with its volumes; one that is not there is no matter. */
export function removeContainer(name: string): void {
  try {
    execFileSync('docker', removalOf(name), { env: process.env, stdio: 'ignore', timeout: 5_000 });
  } catch {
    // The next run's `sweepContainers` tries again.
  }
}

/** The same without waiting. */
export function beginRemoval(name: string): void {
  execFile('docker', removalOf(name), { env: process.env }, () => undefined);
}

function removalOf(name: string): string[] {
  return ['rm', '--force', '--volumes', name];
}

/** Removes the containers of runs that are gone. */
export async function sweepContainers(signal?: AbortSignal): Promise<void> {
  const list = ['ps', '--all', '--filter', 'label=drizzle-gatekeeper', '--format', '{{.Names}}'];
  const names = (await runDocker(list, { signal })).split('\n');
  for (const name of names.filter((each) => each.startsWith(prefix()))) {
    const pid = Number(name.slice(prefix().length).split('-')[0]);
    if (!isAlive(pid)) removeContainer(name);
  }
}
