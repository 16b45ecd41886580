/** A time limit on each step of a run. A step may hang where nothing can interrupt it but the end of its server. */
import postgres from 'postgres';
import { CannotJudge } from '../model/cannot-judge.js';
import { isServerLoss } from '../postgres/servers/server-loss.js';

const GRACE_MS = 4000;

/** Work that goes on beside other work, with a limit for each of its own steps. */
export interface Lane {
  /** Begins a step, as the watchdog's own `enter` does. */
  readonly enter: (step: string) => void;
  /** To be called where the work has ended well; where it has failed, its step is what an error is told of. */
  readonly leave: () => void;
}

/** Barks when one step takes longer than the limit; whoever holds a server or a child ends it on `signal`. */
export class Watchdog implements Disposable {
  readonly #limitSeconds: number;
  readonly #abort = new AbortController();
  readonly #onStep: (step: string) => void;
  /** What is going on, by lane; the watchdog is one itself. */
  readonly #steps = new Map<Lane | this, string>([[this, 'starting']]);
  readonly #timers = new Map<Lane | this, NodeJS.Timeout>();
  /** The step that took too long; null: none has. */
  #late: string | null = null;
  #grace: NodeJS.Timeout | null = null;

  constructor(limitSeconds: number, onStep: (step: string) => void = () => {}) {
    this.#limitSeconds = limitSeconds;
    this.#onStep = onStep;
    this.#gaveUp.catch(() => {}); // It may be that nobody waits any more.
  }

  /**
   * Rejects some time after `signal`, where the work has not ended with what it waited for: the driver can lose a query on
   * a given server that resets an encrypted connection (see `openSocket`), and Node would leave with code 13.
   */
  readonly #gaveUp = new Promise<never>((_, reject) => {
    this.#abort.signal.addEventListener('abort', () => {
      this.#grace = setTimeout(reject, GRACE_MS, new Error('the work did not end'));
    });
  });

  /** What the work comes to. Rejects with the error to report, where the work hangs as well. */
  async watch<T>(work: Promise<T>): Promise<T> {
    try {
      return await Promise.race([work, this.#gaveUp]);
    } catch (error) {
      throw this.explain(error);
    }
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Begins a step, named as in `replaying "0004_invoices"`, with the whole limit before it. */
  readonly enter = (step: string): void => {
    this.#begin(this, step);
  };

  /** Leaves the watchdog's own step: until it enters the next, the steps of lanes are watched alone. */
  readonly openLane = (): Lane => {
    this.#end(this);
    const lane: Lane = { enter: (step) => this.#begin(lane, step), leave: () => this.#end(lane) };
    return lane;
  };

  #begin(lane: Lane | this, step: string): void {
    this.#end(lane);
    this.#steps.set(lane, step);
    this.#onStep(step);
    const bark = (): void => {
      this.#late ??= step;
      this.#abort.abort();
    };
    this.#timers.set(lane, setTimeout(bark, this.#limitSeconds * 1000));
  }

  #end(lane: Lane | this): void {
    clearTimeout(this.#timers.get(lane));
    this.#timers.delete(lane);
    this.#steps.delete(lane);
  }

  /** The error to report: what failed because time ran out, or with the server, is that, whatever it looks like. */
  explain(error: unknown): unknown {
    // Said by somebody who knows; time may run out later, while servers and children are ended.
    if (error instanceof CannotJudge) return error;
    if (this.#late !== null) {
      return new CannotJudge(`still ${this.#late} after ${this.#limitSeconds} s`, {
        hint: 'Look for a statement that waits or loops there, or allow more time with --timeout <seconds>.',
        cause: error,
      });
    }
    if (!isServerLoss(error)) return error;
    // What the driver says of a lost connection is its code and a path of the run's own.
    const said = error instanceof postgres.PostgresError ? `: ${error.message}` : '';
    const steps = [...this.#steps.values()].join(' and ');
    return new CannotJudge(`the server was lost while ${steps}${said} (${error.code})`, {
      hint: 'Run it again; if it happens again, look for memory or disk that runs out, or use another --postgres.',
      cause: error,
    });
  }

  [Symbol.dispose](): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    if (this.#grace !== null) clearTimeout(this.#grace);
    this.#timers.clear();
  }
}
