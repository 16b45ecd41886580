/** One line on the terminal while something takes long; silence everywhere else. */

/** The standard error stream, or what stands in for it in a test. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const PATIENCE_MS = 1000;
const TICK_MS = 250;
const CLEAR_LINE = '\r\u001b[2K';

/** Shows `title` and the seconds passed while `work` is pending, from the second second on. Returns what `work` returns. */
export async function withProgress<T>(
  title: string,
  work: Promise<T>,
  stream: ProgressStream = process.stderr,
): Promise<T> {
  if (stream.isTTY !== true) return work;
  const start = performance.now();
  let shown = false;
  const timer = setInterval(() => {
    const elapsed = performance.now() - start;
    if (elapsed < PATIENCE_MS) return;
    shown = true;
    stream.write(`${CLEAR_LINE}${title} … ${Math.floor(elapsed / 1000)} s`);
  }, TICK_MS);
  // Progress must not keep a process alive that has nothing else to do.
  timer.unref();
  try {
    return await work;
  } finally {
    clearInterval(timer);
    if (shown) stream.write(CLEAR_LINE);
  }
}
