/** A time limit on each step of a run. A step may hang where nothing can interrupt it but the end of its server. */
import postgres from 'postgres';
import { CannotJudge } from '../model/cannot-judge.js';
import { isServerLoss } from '../postgres/servers/server-loss.js';

const GRACE_MS = 4000;

/** Barks when one step takes longer than the limit; whoever holds a server or a child ends it on `signal`. */
export class Watchdog implements Disposable {
  readonly #limitSeconds: number;
  readonly #abort = new AbortController();
  readonly #onStep: (step: string) => void;
  #step = 'starting';
  #timer: NodeJS.Timeout | null = null;
  #grace: NodeJS.Timeout | null = null;

  constructor(limitSeconds: number, onStep: (step: string) => void = () => {}) {
    this.#limitSeconds = limitSeconds;
    this.#onStep = onStep;
    this.gaveUp.catch(() => {}); // It may be that nobody waits any more.
  }

  /**
   * Rejects some time after `signal`, where the work has not ended with what it waited for: the driver can lose a query on
   * a given server that resets an encrypted connection (see `openSocket`), and Node would leave with code 13.
   */
  readonly gaveUp = new Promise<never>((_, reject) => {
    this.#abort.signal.addEventListener('abort', () => {
      this.#grace = setTimeout(reject, GRACE_MS, new Error('the work did not end'));
    });
  });

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Begins a step, named as in `replaying "0004_invoices"`, with the whole limit before it. */
  readonly enter = (step: string): void => {
    this.#step = step;
    this.#onStep(step);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#abort.abort();
    }, this.#limitSeconds * 1000);
  };

  /** The error to report: what failed because time ran out, or with the server, is that, whatever it looks like. */
  explain(error: unknown): unknown {
    // Said by somebody who knows; time may run out later, while servers and children are ended.
    if (error instanceof CannotJudge) return error;
    if (this.signal.aborted) {
      return new CannotJudge(`still ${this.#step} after ${this.#limitSeconds} s`, {
        hint: 'Look for a statement that waits or loops there, or allow more time with --timeout <seconds>.',
        cause: error,
      });
    }
    if (!isServerLoss(error)) return error;
    // What the driver says of a lost connection is its code and a path of the run's own.
    const said = error instanceof postgres.PostgresError ? `: ${error.message}` : '';
    return new CannotJudge(`the server was lost while ${this.#step}${said} (${error.code})`, {
      hint: 'Run it again; if it happens again, look for memory or disk that runs out, or use another --postgres.',
      cause: error,
    });
  }

  [Symbol.dispose](): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#grace !== null) clearTimeout(this.#grace);
    this.#timer = null;
  }
}
