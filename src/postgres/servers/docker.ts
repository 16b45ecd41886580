/** A server in a container of the run's own, published on the loopback interface alone. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CannotJudge } from '../../model/cannot-judge.js';
import type { EphemeralServer } from '../../model/server.js';
import { removeAtEnd } from './cleanup.js';
import { Cluster } from './cluster.js';
import { beginRemoval, containerNameOf, removeContainer, runDocker, sweepContainers } from './containers.js';
import { EMBEDDED_MAJOR } from './embedded.js';
import { isServerLoss } from './server-loss.js';
import { SETTINGS } from './settings.js';

export interface DockerOptions {
  /** Wanted major version; null: any. */
  readonly version: number | null;
  /** null: the official image of the version. */
  readonly image: string | null;
  readonly signal?: AbortSignal;
}

const READY_WITHIN_MS = 60_000;
const POLL_MS = 100;

/** Throws CannotJudge with Docker's own words, or those of the server in the container. */
export async function startDocker({ version, image: named, signal }: DockerOptions): Promise<EphemeralServer> {
  const image = named ?? `postgres:${version ?? EMBEDDED_MAJOR}`;
  await sweepContainers(signal);
  const command = await readCommand(image, signal);
  const name = containerNameOf(randomBytes(6).toString('hex'));
  const forget = removeAtEnd({ removeNow: () => removeContainer(name) });
  const remove = (): void => {
    removeContainer(name);
    forget();
  };
  try {
    const password = randomBytes(18).toString('hex');
    await runContainer({ name, image, command, password }, signal);
    const cluster = await awaitReady(name, image, password, signal);
    requireMajor(cluster, image, version);
    return {
      facts: { provider: 'docker', version: cluster.version, reason: `image "${image}"` },
      versionNumber: cluster.versionNumber,
      build: null,
      isConcurrent: true,
      createDatabase: () => cluster.createDatabase(),
      kill: () => beginRemoval(name),
      [Symbol.asyncDispose]: async () => {
        await cluster.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** What the image starts by itself, as `["postgres"]`: some name their configuration there. Pulls the image where it is absent. */
async function readCommand(image: string, signal?: AbortSignal): Promise<readonly string[]> {
  const inspect = ['image', 'inspect', '--format', '{{json .Config.Cmd}}', image];
  const answer = await runDocker(inspect, { signal }).catch(async () => {
    await runDocker(['pull', '--quiet', image], { signal });
    return runDocker(inspect, { signal });
  });
  return (JSON.parse(answer) as string[] | null) ?? ['postgres'];
}

interface Container {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly password: string;
}

async function runContainer({ name, image, command, password }: Container, signal?: AbortSignal): Promise<void> {
  const options = ['--detach', '--name', name, '--label', 'drizzle-gatekeeper', '--publish', '127.0.0.1::5432'];
  // Without a value, it is taken from the client's environment, and stands in no list of processes.
  const environment = ['--env', 'POSTGRES_PASSWORD', '--env', 'POSTGRES_USER=postgres'];
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  await runDocker(['run', ...options, ...environment, image, ...command, ...settings], {
    signal,
    environment: { POSTGRES_PASSWORD: password },
  });
}

/**
 * The server is ready when it answers on the published port: while an image prepares its data, its server listens inside
 * the container alone, and Docker accepts connections only to close them.
 */
async function awaitReady(name: string, image: string, password: string, signal?: AbortSignal): Promise<Cluster> {
  const port = Number((await runDocker(['port', name, '5432/tcp'], { signal })).split('\n')[0]?.split(':').at(-1));
  const deadline = Date.now() + READY_WITHIN_MS;
  let said = 'it said nothing';
  while (Date.now() < deadline && (await isRunning(name, signal))) {
    try {
      const endpoint = { port, password };
      return await Cluster.open({ endpoint, maintenance: 'postgres', outlivesRun: false, mark: null });
    } catch (error) {
      if (!isServerLoss(error)) throw error;
      said = error.message;
    }
    await sleep(POLL_MS);
  }
  const log = await runDocker(['logs', '--tail', '20', name], { signal, merged: true }).catch(() => '');
  throw new CannotJudge(`the server of image "${image}" did not start: ${lastLineOf(log) ?? said}`, {
    hint: 'Mend that, or start the server as a service container and name it in GATEKEEPER_POSTGRES_URL.',
  });
}

async function isRunning(name: string, signal?: AbortSignal): Promise<boolean> {
  return (await runDocker(['inspect', '--format', '{{.State.Running}}', name], { signal })).trim() === 'true';
}

function lastLineOf(log: string): string | undefined {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  return (lines.findLast((line) => /\b(?:FATAL|PANIC|ERROR|Error|error): /.test(line)) ?? lines.at(-1))?.trim();
}

function requireMajor({ versionNumber }: Cluster, image: string, version: number | null): void {
  const major = Math.trunc(versionNumber / 10_000);
  if (version === null || version === major) return;
  throw new CannotJudge(`image "${image}" is PostgreSQL ${major}, not ${version}`, {
    hint: 'Leave --postgres-version or --postgres-image out.',
  });
}
