/** Adds up how long the parts of a run take. */
import type { Timings } from '../model/verdict.js';

export class Stopwatch {
  readonly #start = performance.now();
  readonly #parts = { serverMs: 0, replayMs: 0, schemaMs: 0, compareMs: 0 };

  /** Adds the duration of the work to a part, whether it succeeds or not. */
  async measure<T>(part: keyof Omit<Timings, 'totalMs'>, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.#parts[part] += performance.now() - start;
    }
  }

  /** Whole milliseconds since the stopwatch was made, in all and by part. */
  read(): Timings {
    const { serverMs, replayMs, schemaMs, compareMs } = this.#parts;
    const rounded = [performance.now() - this.#start, serverMs, replayMs, schemaMs, compareMs].map(Math.round);
    const [total = 0, server = 0, replay = 0, schema = 0, compare = 0] = rounded;
    return { totalMs: total, serverMs: server, replayMs: replay, schemaMs: schema, compareMs: compare };
  }
}
