/** The session that holds the lock of a release. */
import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { CannotJudge } from '../../model/cannot-judge.js';
import type { DeployedServer } from '../../model/deployed.js';
import type { TrackerPlace } from '../../model/project.js';
import { openDeployed, type Deployed } from '../../postgres/deployed/open-deployed.js';
import { sayHolder, takeLock, type Holder, type LockAttempt } from './lock.js';

/** How the database is named, and how long its lock is waited for. */
export interface SessionSource {
  readonly url: string;
  /** The environment variable that holds the URL. */
  readonly variable: string;
  readonly place: TrackerPlace;
  readonly lockWaitMs: number;
  readonly onWait: (holder: Holder) => void;
}

/** Milliseconds that a server gets to come back after a connection was lost. */
const RETURN_MS = 60_000;

/** Its lock goes when it is disposed. */
export class ReleaseSession implements AsyncDisposable {
  readonly #source: SessionSource;
  #deployed: Deployed;

  private constructor(source: SessionSource, deployed: Deployed) {
    this.#source = source;
    this.#deployed = deployed;
  }

  /** Throws CannotJudge where the database cannot be reached. */
  static async open(source: SessionSource): Promise<ReleaseSession> {
    return new ReleaseSession(source, await openDeployed(source.url, source.variable));
  }

  get sql(): postgres.Sql {
    return this.#deployed.sql;
  }

  get deployed(): Deployed {
    return this.#deployed;
  }

  get server(): DeployedServer {
    return this.#deployed.server;
  }

  async lock(): Promise<LockAttempt> {
    const { place, lockWaitMs, onWait } = this.#source;
    return takeLock(this.sql, place, lockWaitMs, onWait);
  }

  /**
   * A new session with the lock, after the old one was lost; having the lock means that the old one has ended, on the
   * server too. Throws CannotJudge where that cannot be had.
   */
  async reopen(): Promise<void> {
    await this.#deployed[Symbol.asyncDispose]();
    this.#deployed = await openPatiently(this.#source);
    const { isTaken, holder } = await this.lock();
    if (isTaken) return;
    throw new CannotJudge(`what became of the last transaction is not known: ${sayHolder(holder)} holds the lock`, {
      hint: 'Run "drizzle-gatekeeper status" when that session has ended.',
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#deployed[Symbol.asyncDispose]();
  }
}

async function openPatiently({ url, variable }: SessionSource): Promise<Deployed> {
  const deadline = performance.now() + RETURN_MS;
  for (;;) {
    try {
      return await openDeployed(url, variable);
    } catch (cause) {
      if (performance.now() < deadline) await sleep(500);
      else {
        throw new CannotJudge('what became of the last transaction is not known: the server does not come back', {
          hint: 'Run "drizzle-gatekeeper status" when it is back, then "drizzle-gatekeeper apply".',
          cause,
        });
      }
    }
  }
}
