/** One line on the terminal while something takes long; silence everywhere else. */

/** The standard error stream, or what stands in for it in a test. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const PATIENCE_MS = 1000;
const TICK_MS = 250;
const CLEAR_LINE = '\r\u001b[2K';

/** Shows the present step and the seconds passed, from the second second on, until it is disposed. */
export class Progress implements Disposable {
  readonly #stream: ProgressStream;
  readonly #start = performance.now();
  readonly #timer: NodeJS.Timeout | null;
  #title = '';
  #shown = false;

  constructor(stream: ProgressStream = process.stderr) {
    this.#stream = stream;
    this.#timer = stream.isTTY === true ? setInterval(() => this.#draw(), TICK_MS) : null;
    // Progress must not keep a process alive that has nothing else to do.
    this.#timer?.unref();
  }

  /** Names what is being done now, as in `replaying "0004_invoices"`. */
  readonly step = (title: string): void => {
    this.#title = title;
  };

  #draw(): void {
    const elapsed = performance.now() - this.#start;
    if (elapsed < PATIENCE_MS) return;
    this.#shown = true;
    this.#stream.write(`${CLEAR_LINE}${this.#title} … ${Math.floor(elapsed / 1000)} s`);
  }

  /** Ends the display and clears the line. */
  [Symbol.dispose](): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    if (this.#shown) this.#stream.write(CLEAR_LINE);
    this.#shown = false;
  }
}
