/** The end of what a server writes to its log, kept for the message when it does not start. */
import type { Readable } from 'node:stream';

const KEPT = 4_000;
/** PostgreSQL's levels, and what its programs say for themselves: `initdb: error: …`. */
const FAULT = /\b(?:ERROR|FATAL|PANIC|error): /;

export class LogTail {
  #text = '';

  /** Reads the stream to its end, so that the server never waits for a reader. */
  constructor(stream: Readable | null) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      this.#text = (this.#text + chunk).slice(-KEPT);
    });
  }

  /** The last lines as one, those that name a fault where there are any, time stamps of the log left out. */
  summary(): string {
    const lines = this.#text.split('\n').filter((line) => line.trim() !== '');
    const faults = lines.filter((line) => FAULT.test(line));
    const said = (faults.length > 0 ? faults : lines)
      .slice(-3)
      .map((line) => line.replace(/^[\d-]+ [\d:.]+ \S+ \[\d+\] /, '').trim());
    return said.length === 0 ? 'it said nothing' : said.join('; ');
  }
}
